import { defineRefusal } from '#libs/kernel';

export const stripeNotSetUp = defineRefusal({
  code: 'stripe.not_set_up',
  kind: 'conflict',
  detail: 'This installation takes no payments itself. Ask its operators for a plan.',
  meaning: 'The installation has no key of Stripe: its operators assign plans and issue invoices by hand.',
  remedy: 'Ask the operators of the installation for the plan.',
});

export const stripeUnavailable = defineRefusal({
  code: 'stripe.unavailable',
  kind: 'unavailable',
  detail: 'Stripe does not answer just now. Nothing has been paid or changed; try again shortly.',
  remedy: 'Repeat the request after the seconds of Retry-After, with the same Idempotency-Key.',
  retryAfterSeconds: 30,
});

export const refusedByStripe = defineRefusal({
  code: 'stripe.refused',
  kind: 'conflict',
  detail: 'Stripe has refused this. The log of the installation says why.',
  meaning: 'Stripe is set up otherwise than this needs, or what it had of the account was removed there.',
  remedy: 'Ask the operators of the installation: repeating the request will not do.',
});

export const alreadySubscribed = defineRefusal({
  code: 'subscription.runs_already',
  kind: 'conflict',
  detail: 'The account has a subscription already.',
  meaning: 'A second subscription would be paid beside the first one.',
  remedy: 'Change the plan by POST /v1/subscription/switch-plan, or ask the operators of the installation.',
});

export const notSignedByStripe = defineRefusal({
  code: 'stripe.not_signed',
  kind: 'malformed',
  detail: 'This is not signed by Stripe, or was signed more than five minutes ago.',
  meaning:
    'What came as an event of Stripe carries no signature that any of the secrets makes of its bytes, or an old one.',
  remedy: 'Compare STRIPE_WEBHOOK_SECRETS with the dashboard of Stripe, and the clock with the time.',
});

export const notPaidAtStripe = defineRefusal({
  code: 'subscription.not_at_stripe',
  kind: 'conflict',
  detail: 'The account pays nothing at Stripe.',
  meaning: 'The account has no subscription, or one that operators have assigned by hand.',
  remedy: 'Subscribe by POST /v1/subscription/checkout, or ask the operators of the installation.',
});

export const prorationTooOld = defineRefusal({
  code: 'subscription.preview_too_old',
  kind: 'invalid',
  detail: 'The preview is older than a quarter of an hour.',
  meaning: 'A change is worked out for the moment of its preview, which is a quarter of an hour ago at most.',
  remedy: 'Preview the change anew, and send its `prorationAt`.',
  pointer: '/prorationAt',
});
