import { defineEntity, p } from '@mikro-orm/core';

export const StripeInboxEntrySchema = defineEntity({
  name: 'StripeInboxEntry',
  tableName: 'stripe_inbox',
  properties: {
    /** As Stripe calls it: one that is sent twice is stored once. */
    id: p.string().primary(),
    eventId: p.uuid(),
    type: p.string(),
    tenantId: p.uuid().nullable(),
    stripeCustomerId: p.string().nullable(),
    payload: p.json<Record<string, unknown>>().nullable(),
    occurredAt: p.datetime(),
    receivedAt: p.datetime().onCreate(() => new Date()),
    attempts: p.integer().onCreate(() => 0),
    nextAttemptAt: p.datetime().onCreate(() => new Date()),
    lease: p.uuid().nullable(),
    processedAt: p.datetime().nullable(),
    deadAt: p.datetime().nullable(),
    lastError: p.text().nullable(),
  },
});

export class StripeInboxEntry extends StripeInboxEntrySchema.class {}
StripeInboxEntrySchema.setClass(StripeInboxEntry);
