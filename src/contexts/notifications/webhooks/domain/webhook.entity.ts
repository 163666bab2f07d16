import { defineEntity, p } from '@mikro-orm/core';
import { created, versioned } from '#libs/columns';

const WebhookSchema = defineEntity({
  name: 'Webhook',
  tableName: 'webhooks',
  schema: '*',
  properties: {
    ...versioned,
    url: p.text(),
    description: p.text().nullable(),
    events: p.array().onCreate((): string[] => []),
    secretEncrypted: p.string(),
    secretKeyId: p.string(),
    isActive: p.boolean().onCreate(() => true),
    disabledReason: p.text().nullable(),
    consecutiveFailures: p.integer().onCreate(() => 0),
    createdById: p.uuid().fieldName('created_by').nullable(),
  },
});

export class Webhook extends WebhookSchema.class {}
WebhookSchema.setClass(Webhook);

const WebhookDeliverySchema = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_deliveries',
  schema: '*',
  properties: {
    ...created,
    webhookId: p.uuid(),
    eventId: p.uuid(),
    eventType: p.string(),
    payload: p.json<Record<string, unknown>>(),
    status: p.enum(['pending', 'succeeded', 'failed', 'dead'] as const).onCreate(() => 'pending'),
    attempts: p.integer().onCreate(() => 0),
    nextAttemptAt: p.datetime().nullable(),
    responseStatus: p.integer().nullable(),
    responseBody: p.text().nullable(),
    durationMs: p.integer().nullable(),
    lastError: p.text().nullable(),
    replayOfId: p.uuid().nullable(),
    deliveredAt: p.datetime().nullable(),
  },
});

export class WebhookDelivery extends WebhookDeliverySchema.class {}
WebhookDeliverySchema.setClass(WebhookDelivery);
