import { defineRefusal } from '#libs/kernel';

export const MOST_PER_USER = 10;
export const MOST_PER_PROCESS = 10_000;

export const tooManyStreams = defineRefusal({
  code: 'notification_stream.too_many',
  kind: 'rate_limited',
  detail: `You have ${MOST_PER_USER} streams open already, or the process has as many as it can keep.`,
  remedy: 'Close streams that are not looked at any more, and share one among the windows of a browser.',
  retryAfterSeconds: 30,
});

export const unknownStreamEvent = defineRefusal({
  code: 'notification_stream.unknown_event',
  kind: 'malformed',
  detail: 'Last-Event-ID is not the id of an event of your stream.',
  remedy: 'Send the id of the last event that this user’s stream has sent, or no such header to begin now.',
});
