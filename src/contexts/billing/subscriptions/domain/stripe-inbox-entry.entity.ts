import { defineEntity, p } from '@mikro-orm/core';

const StripeInboxEntrySchema = defineEntity({
  name: 'StripeInboxEntry',
  tableName: 'stripe_inbox',
  properties: {
    id: p.string().primary(),
    type: p.string(),
    tenantId: p.uuid().nullable(),
    payload: p.json<Record<string, unknown>>(),
    occurredAt: p.datetime(),
    receivedAt: p.datetime().onCreate(() => new Date()),
    attempts: p.integer().onCreate(() => 0),
    nextAttemptAt: p.datetime().onCreate(() => new Date()),
    processedAt: p.datetime().nullable(),
    deadAt: p.datetime().nullable(),
    lastError: p.text().nullable(),
  },
});

export class StripeInboxEntry extends StripeInboxEntrySchema.class {}
StripeInboxEntrySchema.setClass(StripeInboxEntry);
