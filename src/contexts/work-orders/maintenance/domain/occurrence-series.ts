import { DAY_MS, formatLocal } from './civil-time.js';
import type { Occurrence, Recurrence } from './recurrence.js';

/** Half the smallest step: a stored date replaces a date of the rule that is at most this far away. */
const STANDS_FOR_MS = DAY_MS / 2;

/**
 * The occurrences of a schedule from the stored next one on, by position. Position 0 keeps the stored instant even where the rule now
 * gives another (zone data changed, or the date was moved), and the rule's own date within half a day after it is left out.
 */
export class OccurrenceSeries {
  private readonly moved: Occurrence | undefined;
  private readonly offset: number;

  constructor(
    readonly recurrence: Recurrence,
    stored: number,
  ) {
    const n = recurrence.indexAfter(stored - 1);
    const onRule = recurrence.occurrence(n)?.at === stored;
    this.moved = onRule ? undefined : { n: -1, local: recurrence.zone.toLocal(stored), at: stored };
    this.offset = onRule ? n : recurrence.indexAfter(stored + STANDS_FOR_MS) - 1;
  }

  /** Undefined beyond the year 9999. */
  at(position: number): Occurrence | undefined {
    return position === 0 && this.moved ? this.moved : this.recurrence.occurrence(this.offset + position);
  }

  /** The local time of the occurrence, which differs from that of the rule where that does not exist. */
  shown({ at }: Occurrence): string {
    return formatLocal(this.recurrence.zone.toLocal(at));
  }

  /** The position after that occurrence. */
  following(occurrence: Occurrence): number {
    return occurrence === this.moved ? 1 : occurrence.n - this.offset + 1;
  }

  /** The first position whose occurrence is later than the instant. */
  after(instant: number): number {
    if (this.moved && instant < this.moved.at) return 0;
    return Math.max(this.recurrence.indexAfter(instant) - this.offset, this.moved ? 1 : 0);
  }

  /** When an occurrence is due: the lead days before it, at the same time of day in the zone. */
  dueAt(occurrence: Occurrence, leadDays: number): number {
    if (leadDays === 0) return occurrence.at;
    const ahead = this.recurrence.zone.firstInstantAt(occurrence.local - leadDays * DAY_MS);
    return Math.min(ahead, occurrence.at);
  }

  isDue(position: number, leadDays: number, now: number): boolean {
    const occurrence = this.at(position);
    return occurrence !== undefined && this.dueAt(occurrence, leadDays) <= now;
  }
}
