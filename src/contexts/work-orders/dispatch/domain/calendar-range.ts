import { refuse } from '#libs/kernel';
import { rangeReversed, rangeTooLong } from './calendar.errors.js';

const USUAL_DAYS = 7;
const LONGEST_DAYS = 62;
const DAY = 86_400_000;

interface AskedRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface CalendarRange {
  readonly from: Date;
  readonly to: Date;
}

/** A week from now on, unless told otherwise. @throws DomainError 400 for a range that is empty, or longer than two months */
export function calendarRange(asked: AskedRange, now: Date): CalendarRange {
  const from = asked.from === undefined ? now : new Date(asked.from);
  const to = asked.to === undefined ? new Date(from.getTime() + USUAL_DAYS * DAY) : new Date(asked.to);
  assertLength(to.getTime() - from.getTime());
  return { from, to };
}

function assertLength(length: number): void {
  if (length <= 0) throw refuse(rangeReversed);
  if (length > LONGEST_DAYS * DAY) throw refuse(rangeTooLong);
}
