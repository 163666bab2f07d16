import { defineRefusal } from '#libs/kernel';

/** Each event is sent so many times at most: nobody is to multiply what hits one victim. */
export const MOST_WEBHOOKS = 20;

export const invalidWebhookUrl = defineRefusal({
  code: 'webhook.invalid_url',
  kind: 'invalid',
  detail: 'Nothing can be sent to this address.',
  meaning: 'Nothing can be sent to this address: it is no https address of a public host, or it contains a password.',
  remedy: 'Name an https address without user name, password and fragment, at a host that everybody can reach.',
  pointer: '/url',
});

export const tooManyWebhooks = defineRefusal({
  code: 'webhook.too_many',
  kind: 'conflict',
  detail: `An account has at most ${MOST_WEBHOOKS} webhooks that are enabled.`,
  remedy: 'Disable or remove one that is not needed any more.',
});

export const webhookDisabled = defineRefusal({
  code: 'webhook.disabled',
  kind: 'conflict',
  detail: 'The webhook is disabled, so nothing is sent there.',
  remedy: 'Enable it first.',
});
