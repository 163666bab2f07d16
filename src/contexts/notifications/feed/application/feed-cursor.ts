import { refuse } from '#libs/kernel';
import { unknownFeedCursor } from '../domain/event-feed.errors.js';

const form = /^(\d{1,18})\.([0-9a-f-]{36})$/;

/** A place in the feed of one tenant. It holds nothing that is secret, so nothing protects it. */
export function feedCursor(place: string, tenantId: string): string {
  return Buffer.from(`${place}.${tenantId}`).toString('base64url');
}

/** @throws 400 `event_feed.unknown_cursor` */
export function placeOf(cursor: string, tenantId: string): string {
  const [, place, owner] = form.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (place === undefined || owner !== tenantId) throw refuse(unknownFeedCursor);
  return place;
}
