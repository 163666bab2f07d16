import { defineEvent, defineInternalEvent, facts } from '#libs/kernel';

/** Not an event of the account's data: what somebody sends to try a webhook. */
export const webhookPinged = defineEvent('webhook.pinged', 'webhook', {
  description:
    'Somebody tries whether events arrive at this webhook. Sent whatever types it asks for, and to no other.',
  payload: { byId: facts.nullable(facts.uuid('User who tries it; null for a program of the account')) },
});

/** Has background processes look at once. */
export const webhookDeliveryQueued = defineInternalEvent<Record<never, never>>('webhook_delivery.queued', 'webhook');
