import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import type { DeliveryStatus } from './delivery-status.js';

/** Written by statements alone: by a subscriber for each event, and by the processes that send. */
export const WebhookDeliverySchema = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_deliveries',
  schema: '*',
  properties: {
    ...created,
    webhookId: p.uuid(),
    eventId: p.uuid(),
    eventType: p.string().length(100),
    payload: p.json<Record<string, unknown>>(),
    status: p.string().length(20).$type<DeliveryStatus>(),
    attempts: p.integer(),
    nextAttemptAt: p.datetime().nullable(),
    lastAttemptAt: p.datetime().nullable(),
    responseStatus: p.integer().nullable(),
    responseBody: p.text().nullable(),
    durationMs: p.integer().nullable(),
    lastError: p.text().nullable(),
    lease: p.uuid().nullable().hidden(),
    replayOfId: p.uuid().nullable(),
    deliveredAt: p.datetime().nullable(),
  },
});

export class WebhookDelivery extends WebhookDeliverySchema.class {}
WebhookDeliverySchema.setClass(WebhookDelivery);
