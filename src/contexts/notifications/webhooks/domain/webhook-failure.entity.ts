import { defineEntity, p } from '@mikro-orm/core';

export const WebhookFailureSchema = defineEntity({
  name: 'WebhookFailure',
  tableName: 'webhook_failures',
  schema: '*',
  properties: {
    webhookId: p.uuid().primary(),
    failingSince: p.datetime(),
    consecutiveFailures: p.integer(),
  },
});

/** A webhook at which nothing arrives; written by the statements of attempts alone. */
export class WebhookFailure extends WebhookFailureSchema.class {}
WebhookFailureSchema.setClass(WebhookFailure);
