import { defineRefusal } from '#libs/kernel';

export const expiredFeedCursor = defineRefusal({
  code: 'event_feed.cursor_expired',
  kind: 'conflict',
  detail: 'Events after this cursor are not kept any more.',
  meaning: 'Events are kept for seven days, and some after this cursor are gone: going on would miss them.',
  remedy: 'Read what you keep a copy of anew, as at the first time, and go on from a cursor that you take before.',
});

export const unknownFeedCursor = defineRefusal({
  code: 'event_feed.unknown_cursor',
  kind: 'malformed',
  detail: 'The cursor is none that this account was given.',
  remedy: 'Send the `cursor` of an earlier answer as it is, or none.',
});
