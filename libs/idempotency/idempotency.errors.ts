import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const invalidKey = defineRefusal({
  code: 'idempotency.invalid_key',
  kind: 'malformed',
  detail: 'Idempotency-Key must be 1 to 255 printable ASCII characters.',
  remedy: 'Send a key that is new with each request, such as a UUID.',
  usualFor: 'keys',
});

/** The client asks again in a moment. */
export const inFlight = defineRefusal({
  code: 'idempotency.in_flight',
  kind: 'conflict',
  detail: 'The request with this Idempotency-Key is still being worked on. Ask again in a moment.',
  meaning: 'The request with this Idempotency-Key is still being worked on.',
  remedy: 'Send the same request with the same key again after the seconds of Retry-After.',
  retryAfterSeconds: 1,
  usualFor: 'keys',
});

export const keyReused = defineRefusal({
  code: 'idempotency.key_reused',
  kind: 'invalid',
  detail: 'This Idempotency-Key was sent with another query or body before. Another request needs another key.',
  meaning: 'This Idempotency-Key was sent with another query or body before.',
  remedy: 'Send another request with another key.',
  usualFor: 'keys',
});

/** For what cannot be read again: better no answer than the effect twice. */
export const replyLost = defineRefusal({
  code: 'idempotency.reply_lost',
  kind: 'conflict',
  detail:
    'The request was carried out, but its answer was lost and cannot be given again. Read what it was about instead of repeating it.',
  meaning: 'The request was carried out, but its answer cannot be given again.',
  remedy: 'Read what `createdIds` names instead of repeating the request.',
  members: { createdIds: [EXAMPLE_ID] },
  usualFor: 'keys',
});
