import { refuse } from '#libs/kernel';
import { unknownStreamEvent } from '../domain/stream.errors.js';

const form = /^(\d{1,18})\.([0-9a-f-]{36})$/;

/** A place among the notifications of one user. It holds nothing that is secret, so nothing protects it. */
export function streamEventId(place: string, userId: string): string {
  return Buffer.from(`${place}.${userId}`).toString('base64url');
}

/** @throws 400 `notification_stream.unknown_event` */
export function placeOfEvent(id: string, userId: string): string {
  const [, place, owner] = form.exec(Buffer.from(id, 'base64url').toString()) ?? [];
  if (place === undefined || owner !== userId) throw refuse(unknownStreamEvent);
  return place;
}
