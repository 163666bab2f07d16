import { formatDate } from './civil-time.js';
import { CATCH_UP_LIMIT, firstKept, lateReason, type CatchUp } from './catch-up.js';
import { recordRange, type RecordedOccurrence } from './occurrence-record.js';
import { OccurrenceSeries } from './occurrence-series.js';
import type { Overlap, PlannedSchedule } from './planned-schedule.js';
import { explain, explainFloating } from './recurrence-reason.js';
import { Recurrence, type Occurrence } from './recurrence.js';

export interface GeneratedOccurrence {
  /** Becomes `dueAt` of the work order. */
  readonly occurrenceAt: number;
  /** The day by the rule, `2027-01-31`, which stays when zone or time of day change. */
  readonly occurrenceOn: string;
  readonly reason: string;
}

export interface OccurrencePlan {
  /** Work orders to make, in order. */
  readonly toGenerate: readonly GeneratedOccurrence[];
  /** Ledger rows for dates without a work order, in order. */
  readonly toRecord: readonly RecordedOccurrence[];
  /** Null only when no date before the year 10000 is left. */
  readonly nextOccurrenceAt: number | null;
  /**
   * When the schedule has to be planned again, unless its open work order closes earlier ({@link nextWakeAt}).
   * Null when paused or at the end of the calendar.
   */
  readonly nextWakeAt: number | null;
  /** A message when a limit left something out: what was made, what was recorded instead, what the next run makes. */
  readonly capped: string | null;
}

/**
 * What is due of one schedule at an instant. Pure: the same state and instant give the same plan, and every occurrence up to `now` is in
 * exactly one plan, however often it runs. Occurrences are due `leadDays` before their time.
 * @throws RangeError when the rule is not valid.
 */
export function planOccurrences(schedule: PlannedSchedule, now: number): OccurrencePlan {
  if (!schedule.isActive || schedule.nextOccurrenceAt === null) {
    const { nextOccurrenceAt } = schedule;
    return { toGenerate: [], toRecord: [], nextOccurrenceAt, nextWakeAt: null, capped: null };
  }
  return new Planning(schedule, schedule.nextOccurrenceAt, now).run();
}

/**
 * When {@link planOccurrences} has something to do next, for a schedule that was just created, changed or resumed, or whose open work
 * order has ended.
 */
export function nextWakeAt(schedule: PlannedSchedule): number | null {
  return planOccurrences(schedule, -Infinity).nextWakeAt;
}

/** A floating schedule is like a fixed one whose anchor is the last completion, so its forecasts do not drift. */
function recurrenceOf(schedule: PlannedSchedule): Recurrence {
  const recurrence = Recurrence.of(schedule);
  const counted = schedule.recurrenceBasis === 'floating' && schedule.lastCompletedAt !== null;
  return counted ? recurrence.restartedOn(schedule.lastCompletedAt) : recurrence;
}

class Planning {
  private readonly series: OccurrenceSeries;
  private readonly overlap: Overlap;
  private readonly toGenerate: GeneratedOccurrence[] = [];
  private readonly toRecord: RecordedOccurrence[] = [];
  private readonly notes: string[] = [];
  /** Why no further work order can be made; undefined when one can. */
  private obstacle: string | undefined;

  constructor(
    private readonly schedule: PlannedSchedule,
    stored: number,
    private readonly now: number,
  ) {
    this.series = new OccurrenceSeries(recurrenceOf(schedule), stored);
    this.overlap = schedule.recurrenceBasis === 'floating' ? 'skip' : schedule.overlap;
    if (schedule.openWorkOrder !== null) this.block(`work order ${schedule.openWorkOrder}`);
  }

  run(): OccurrencePlan {
    const lateEnd = this.series.after(this.now);
    const kept = firstKept(this.policy(), this.series, lateEnd, this.now);
    this.record(0, kept, 'missed', () => lateReason(this.schedule.catchUp, this.series, kept, lateEnd));
    const made = this.generateUntil(kept, (position) => position < lateEnd);
    this.record(made, lateEnd, 'skipped', () => this.obstacle ?? '');
    return this.finish(this.generateUntil(lateEnd, (position) => this.isDueAhead(position)));
  }

  // Dates of a floating schedule after the first are forecasts, so only the first can be made.
  private policy(): { catchUp: CatchUp; limit: number } {
    const { catchUp, recurrenceBasis } = this.schedule;
    const limit = this.overlap === 'skip' ? Infinity : CATCH_UP_LIMIT;
    return { catchUp: recurrenceBasis === 'floating' && catchUp === 'latest' ? 'all' : catchUp, limit };
  }

  /** Makes work orders from a position on until there is an obstacle. @returns the first position that is not made */
  private generateUntil(start: number, wanted: (position: number) => boolean): number {
    let position = start;
    while (this.obstacle === undefined && wanted(position)) {
      const occurrence = this.series.at(position);
      if (!occurrence) break;
      const { at: occurrenceAt, local } = occurrence;
      this.toGenerate.push({ occurrenceAt, occurrenceOn: formatDate(local), reason: this.reason(occurrence) });
      this.block(`the work order of ${this.series.shown(occurrence)}`);
      position = this.series.following(occurrence);
    }
    return position;
  }

  // An occurrence ahead of its time waits for the open work order to end; one whose time has come is skipped.
  private isDueAhead(position: number): boolean {
    if (!this.series.isDue(position, this.schedule.leadDays, this.now)) return false;
    if (this.toGenerate.length < CATCH_UP_LIMIT) return true;
    this.notes.push(`${CATCH_UP_LIMIT} work orders are made at once, more follow with the next run`);
    return false;
  }

  private block(what: string): void {
    if (this.overlap === 'allow') return;
    const floating = this.schedule.recurrenceBasis === 'floating';
    const rule = floating ? 'the next date counts from its completion' : 'overlap is "skip"';
    this.obstacle = `${what} is still open and ${rule}`;
  }

  private record(from: number, to: number, status: RecordedOccurrence['status'], reason: () => string): void {
    if (from >= to) return;
    const { rows, note } = recordRange(this.series, { from, to, status, reason: reason() });
    this.toRecord.push(...rows);
    if (status === 'missed' && this.schedule.catchUp === 'all') this.notes.push(reason());
    if (note) this.notes.push(note);
  }

  private reason(occurrence: Occurrence): string {
    const { schedule, series } = this;
    if (occurrence.n < 0) return 'the date stored for the schedule, which is not one of its rule';
    if (schedule.recurrenceBasis === 'fixed') return explain(series.recurrence, occurrence);
    return explainFloating(series.recurrence, occurrence, schedule.lastCompletedAt);
  }

  private finish(position: number): OccurrencePlan {
    const next = this.series.at(position);
    const wake = next && (this.obstacle === undefined ? this.series.dueAt(next, this.schedule.leadDays) : next.at);
    return {
      toGenerate: this.toGenerate,
      toRecord: this.toRecord,
      nextOccurrenceAt: next?.at ?? null,
      nextWakeAt: wake ?? null,
      capped: this.notes.length > 0 ? this.notes.join('; ') : null,
    };
  }
}
