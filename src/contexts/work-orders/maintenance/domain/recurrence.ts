import { DAY_MS, LAST_LOCAL, parseLocalTime, timeOfDay } from './civil-time.js';
import { frequencyFault, recurrenceFaults, type RecurrenceRule } from './recurrence-rule.js';
import { DaySteps, MonthSteps, type Steps } from './recurrence-steps.js';
import { findTimeZone, type TimeZone } from './time-zone.js';

export interface Occurrence {
  /** Number of steps from the anchor. */
  readonly n: number;
  /** The wall-clock time by the rule; where it does not exist, in a gap, `at` is later. */
  readonly local: number;
  /** The instant, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
}

/**
 * The dates of a rule as instants, strictly increasing, up to the year 9999.
 * Two wall-clock dates that fall on one instant, because a whole day was left out, are one occurrence: the later one.
 */
export class Recurrence {
  private constructor(
    readonly rule: RecurrenceRule,
    readonly zone: TimeZone,
    /** Local time of date 0. */
    readonly anchor: number,
    private readonly steps: Steps,
  ) {}

  /** @throws RangeError with every fault of the rule; for user input call {@link recurrenceFaults} first */
  static of(rule: RecurrenceRule): Recurrence {
    const zone = findTimeZone(rule.timezone);
    const anchor = parseLocalTime(rule.firstOccurrenceAt);
    if (!zone || anchor === undefined || frequencyFault(rule)) {
      const details = recurrenceFaults(rule).map((fault) => fault.detail);
      throw new RangeError(details.join('; '));
    }
    return new Recurrence(rule, zone, anchor, stepsOf(rule, anchor));
  }

  /** The same rule, counted from the date of an instant at the anchor's time of day. */
  restartedOn(instant: number): Recurrence {
    const midnight = Math.floor(this.zone.toLocal(instant) / DAY_MS) * DAY_MS;
    const anchor = midnight + timeOfDay(this.anchor);
    return new Recurrence(this.rule, this.zone, anchor, stepsOf(this.rule, anchor));
  }

  /** Occurrence n ≥ 0, or the one that replaces it at the same instant; undefined beyond the year 9999. */
  occurrence(n: number): Occurrence | undefined {
    const local = this.steps.localAt(n);
    if (local > LAST_LOCAL) return undefined;
    const at = this.zone.firstInstantAt(local);
    // west of Greenwich the last evening is in the year 10000
    if (at > LAST_LOCAL) return undefined;
    const inGap = this.zone.toLocal(at) !== local;
    return inGap && this.instantOf(n + 1) === at ? this.occurrence(n + 1) : { n, local, at };
  }

  /** The smallest n ≥ 0 that lies after the instant, by arithmetic: its cost does not depend on the distance. */
  indexAfter(instant: number): number {
    if (instant < this.instantOf(0)) return 0;
    const bounded = Math.min(instant, LAST_LOCAL + DAY_MS);
    // A date that the clock has shown is not after the instant. The following ones may not be either, where the clock
    // was set back and shows its times a second time.
    let n = this.steps.indexAt(this.zone.toLocal(bounded)) + 1;
    while (this.instantOf(n) <= bounded) n += 1;
    return n;
  }

  /** The smallest n ≥ 0 whose wall-clock time is not before the given one. */
  indexFrom(local: number): number {
    return Math.max(0, this.steps.indexAt(local - 1) + 1);
  }

  /** The first occurrence strictly after the instant; -Infinity gives the anchor; undefined beyond the year 9999. */
  next(after: number): Occurrence | undefined {
    return this.occurrence(this.indexAfter(after));
  }

  /** At most `count` occurrences strictly after the instant, in order. */
  upcoming(after: number, count: number): Occurrence[] {
    const found: Occurrence[] = [];
    let occurrence = this.next(after);
    while (occurrence && found.length < count) {
      found.push(occurrence);
      occurrence = this.occurrence(occurrence.n + 1);
    }
    return found;
  }

  /** The wall-clock time that the rule asks for, whether it exists or not. */
  localAt(n: number): number {
    return this.steps.localAt(n);
  }

  private instantOf(n: number): number {
    return this.zone.firstInstantAt(this.steps.localAt(n));
  }
}

function stepsOf(rule: RecurrenceRule, anchor: number): Steps {
  const value = rule.frequencyValue ?? 1;
  switch (rule.frequencyType) {
    case 'daily':
    case 'custom_days':
      return new DaySteps(anchor, value);
    case 'weekly':
      return new DaySteps(anchor, value * 7);
    case 'monthly':
      return new MonthSteps(anchor, value);
    case 'quarterly':
      return new MonthSteps(anchor, value * 3);
    case 'yearly':
      return new MonthSteps(anchor, value * 12);
  }
}
