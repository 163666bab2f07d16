import { refuse } from '#libs/kernel';
import { changeableUntil } from '../../comments/domain/work-order-comment.entity.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { attachmentOfAnother, attachmentRemovedTooLate } from './attachment.errors.js';

/** Until when whoever added an attachment can remove it: as long as a comment can be changed. */
export const removableUntil = changeableUntil;

interface Added {
  readonly uploadedById?: string | null;
  readonly createdAt: Date;
}

/** @throws DomainError 403 for somebody else's, 409 for one of more than 15 minutes ago */
export function assertRemovable({ uploadedById, createdAt }: Added, { by, at }: Act): void {
  if (by === null || by !== uploadedById) throw refuse(attachmentOfAnother);
  const until = removableUntil(createdAt);
  if (at > until) throw refuse(attachmentRemovedTooLate, { members: { removableUntil: until.toISOString() } });
}
