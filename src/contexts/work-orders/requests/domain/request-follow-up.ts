import { refuse } from '#libs/kernel';
import type { WorkOrderStatus } from '../../orders/domain/work-order-status.js';
import { ratingFinal, reopenedTooLate, workNotCompleted } from './follow-up.errors.js';

const DAY = 86_400_000;
const REOPENABLE_DAYS = 14;
const CHANGEABLE_DAYS = 7;

/** The work that a request has led to. */
export interface WorkDone {
  readonly status: WorkOrderStatus;
  readonly completedAt?: Date | null | undefined;
  /** When the completion was entered, where it is backdated. */
  readonly completionRecordedAt?: Date | null | undefined;
}

/** Until when the requester can say that completed work is not right. A completion that is backdated takes no time from them. */
export function reopenableUntil(completedAt: Date): Date {
  return new Date(completedAt.getTime() + REOPENABLE_DAYS * DAY);
}

/** @returns when its completion became known @throws DomainError 409 for work that is not completed */
export function assertCompleted(work: WorkDone | null): Date {
  if (work?.status === 'completed' && work.completedAt) return work.completionRecordedAt ?? work.completedAt;
  throw refuse(workNotCompleted, { members: { currentStatus: work?.status ?? null } });
}

/** @throws DomainError 409 unless the work was completed within the last 14 days */
export function assertReopenable(work: WorkDone | null, at: Date): void {
  const until = reopenableUntil(assertCompleted(work));
  if (at > until) throw refuse(reopenedTooLate, { members: { reopenableUntil: until.toISOString() } });
}

/**
 * When the rating was given first, for one that is changed; the time itself for a new one. Work that was completed anew can be rated anew.
 * @throws DomainError 409 for work that is not completed, and for a rating that is older than 7 days
 */
export function ratingTime(work: WorkDone | null, ratedAt: Date | null, at: Date): Date {
  const completedAt = assertCompleted(work);
  if (ratedAt === null || ratedAt < completedAt) return at;
  const until = new Date(ratedAt.getTime() + CHANGEABLE_DAYS * DAY);
  if (at > until) throw refuse(ratingFinal, { members: { changeableUntil: until.toISOString() } });
  return ratedAt;
}
