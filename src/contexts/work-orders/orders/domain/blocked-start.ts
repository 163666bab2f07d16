import { refuse } from '#libs/kernel';
import { startBlocked } from './work-order.errors.js';

/** Open work that has to be done before. */
export interface Blocker {
  readonly workOrderId: string;
  readonly workOrderNumber: string;
  /** Whether the caller sees it. */
  readonly isSeen: boolean;
}

const MOST_NAMED = 20;

/** @throws DomainError 409 that names the blockers, as far as the caller sees them */
export function assertNotBlocked(blockers: readonly Blocker[]): void {
  if (blockers.length === 0) return;
  const seen = blockers.filter(({ isSeen }) => isSeen).slice(0, MOST_NAMED);
  const blockedBy = seen.map(({ workOrderId, workOrderNumber }) => ({ workOrderId, workOrderNumber }));
  const numbers = seen.map(({ workOrderNumber }) => workOrderNumber).join(', ');
  throw refuse(startBlocked, {
    ...(numbers && { detail: `Open work has to be done first: ${numbers}.` }),
    members: { blockedBy, count: blockers.length },
  });
}
