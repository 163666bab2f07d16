import { atField, refuse } from '#libs/kernel';
import { backdatingReasonRequired, statedInFuture, statedTooEarly } from './stated-time.errors.js';

/** A time that somebody states for what has happened before. */
export interface StatedTime {
  /** Now unless given. */
  readonly at?: Date | undefined;
  /** Why it is reported late. */
  readonly reason?: string | undefined;
}

export interface Moment {
  readonly at: Date;
  /** When it was entered, where it is backdated; else null. */
  readonly recordedAt: Date | null;
}

const MINUTES_THAT_COUNT_AS_NOW = 5;

/** Phones report late, and clocks differ. */
export function countsAsNow(time: Date, now: Date): boolean {
  return now.getTime() - time.getTime() <= MINUTES_THAT_COUNT_AS_NOW * 60_000;
}

/** @throws DomainError 422 for a time in the future or before the earliest one, and for a late one without a reason */
export function momentOf(
  { at, reason }: StatedTime,
  earliest: Date,
  now: Date,
  field: 'startedAt' | 'completedAt',
): Moment {
  // the clock may have been set back
  if (!at) return { at: earliest > now ? earliest : now, recordedAt: null };
  if (at > now) throw refuse(atField(statedInFuture, `/${field}`));
  if (at < earliest) {
    throw refuse(atField(statedTooEarly, `/${field}`), { members: { earliest: earliest.toISOString() } });
  }
  if (countsAsNow(at, now)) return { at, recordedAt: null };
  if (!reason?.trim()) throw refuse(backdatingReasonRequired);
  return { at, recordedAt: now };
}
