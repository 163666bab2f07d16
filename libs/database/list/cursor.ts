import { createHmac, timingSafeEqual } from 'node:crypto';
import { defineRefusal, isUuid, refuse } from '#libs/kernel';

const invalidCursor = defineRefusal({
  code: 'request.invalid_cursor',
  kind: 'malformed',
  detail: 'The cursor does not belong to this list with this filter and sort. Start again without one.',
  meaning: 'The cursor is not one of this list, filter and sort.',
  remedy: 'Start again without a cursor, and change neither filter nor sort from page to page.',
  usualFor: 'all',
});

/** The end of a page: the sort key of its last row, as text, and that row's id. */
export interface CursorPosition {
  readonly key: string;
  readonly id: string;
}

const SIGNATURE_BYTES = 16;

/**
 * `base64url(signature ‖ [key, id])`. The signature covers tenant, list, filter and sort, so a cursor is valid only for the list that
 * returned it.
 */
export function encodeCursor(position: CursorPosition, binding: string, secret: string): string {
  const body = Buffer.from(JSON.stringify([position.key, position.id]));
  return Buffer.concat([sign(body, binding, secret), body]).toString('base64url');
}

/** @throws DomainError `request.invalid_cursor` for a cursor that was altered or belongs to another list, filter, sort or tenant */
export function decodeCursor(cursor: string, binding: string, secret: string): CursorPosition {
  const bytes = Buffer.from(cursor, 'base64url');
  const signature = bytes.subarray(0, SIGNATURE_BYTES);
  const body = bytes.subarray(SIGNATURE_BYTES);
  if (signature.length < SIGNATURE_BYTES || !timingSafeEqual(signature, sign(body, binding, secret)))
    throw refuse(invalidCursor);
  const [key, id] = JSON.parse(body.toString()) as [string, string];
  if (!isUuid(id)) throw refuse(invalidCursor);
  return { key, id };
}

function sign(body: Buffer, binding: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(binding).update('\0').update(body).digest().subarray(0, SIGNATURE_BYTES);
}
