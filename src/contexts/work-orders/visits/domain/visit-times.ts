import { atField, refuse } from '#libs/kernel';
import { countsAsNow } from '../../orders/domain/stated-time.js';
import {
  breakTooLong,
  departsBeforeArrival,
  lateEntryReasonRequired,
  timeInFuture,
  visitTooLong,
} from './work-log.errors.js';

const MINUTE = 60_000;

/** The longest visit. Longer ones are forgotten departures. */
export const MAX_VISIT_MINUTES = 24 * 60;

type TimeField = 'arrivedAt' | 'departedAt';

/** @throws DomainError 422 */
export function assertNotInFuture(time: Date, now: Date, field: TimeField): void {
  if (time > now) throw refuse(atField(timeInFuture, `/${field}`));
}

/** Why a time was entered late; null for one that counts as now. @throws DomainError 422 for a late one without a reason */
export function reasonOfLateEntry(time: Date, now: Date, reason: string | null): string | null {
  if (countsAsNow(time, now)) return null;
  if (!reason?.trim()) throw refuse(lateEntryReasonRequired);
  return reason;
}

/** @throws DomainError 422 for a visit that ends before it begins, or takes longer than {@link MAX_VISIT_MINUTES} */
export function assertLength(arrivedAt: Date, departedAt: Date, field: TimeField): void {
  if (departedAt < arrivedAt) throw refuse(atField(departsBeforeArrival, `/${field}`));
  if (departedAt > latestDeparture(arrivedAt)) throw refuse(atField(visitTooLong, `/${field}`));
}

export function latestDeparture(arrivedAt: Date): Date {
  return new Date(arrivedAt.getTime() + MAX_VISIT_MINUTES * MINUTE);
}

/** Whole minutes from arrival to departure without the break, never fewer than none. */
export function workMinutes(arrivedAt: Date, departedAt: Date, breakMinutes: number): number {
  return Math.max(0, minutesPresent(arrivedAt, departedAt) - breakMinutes);
}

/** @throws DomainError 422 */
export function assertBreakFits(arrivedAt: Date, departedAt: Date, breakMinutes: number): void {
  if (breakMinutes > minutesPresent(arrivedAt, departedAt)) throw refuse(breakTooLong);
}

function minutesPresent(arrivedAt: Date, departedAt: Date): number {
  return Math.floor((departedAt.getTime() - arrivedAt.getTime()) / MINUTE);
}
