import { formatDate } from './civil-time.js';
import type { OccurrenceSeries } from './occurrence-series.js';

/** The most rows of one status in one run of a schedule, for the newest dates; one more row stands for all older ones. */
export const RECORD_LIMIT = 100;

/** A ledger row for occurrences without a work order. */
export interface RecordedOccurrence {
  /** Where the row stands for several dates, the first of them. */
  readonly occurrenceAt: number;
  /** Its day by the rule, `2027-01-31`. */
  readonly occurrenceOn: string;
  readonly status: 'skipped' | 'missed';
  readonly reason: string;
  /** The number of dates that the row stands for; more than 1 only in a summary, whose reason says so. */
  readonly dates: number;
}

interface RecordedRange {
  readonly from: number;
  /** exclusive */
  readonly to: number;
  readonly status: RecordedOccurrence['status'];
  readonly reason: string;
}

/** The rows for a range of positions, bounded however long it is, and a note when they are fewer than the dates. */
export function recordRange(
  series: OccurrenceSeries,
  range: RecordedRange,
): { rows: RecordedOccurrence[]; note?: string } {
  const older = range.to - range.from - RECORD_LIMIT;
  if (older < 2) return { rows: singleRows(series, range) };
  const summary = summaryRow(series, { ...range, to: range.from + older });
  const rows = [summary, ...singleRows(series, { ...range, from: range.from + older })];
  return { rows, note: `one row stands for ${older} older ${range.status} dates` };
}

function singleRows(series: OccurrenceSeries, { from, to, status, reason }: RecordedRange): RecordedOccurrence[] {
  const rows: RecordedOccurrence[] = [];
  let occurrence = series.at(from);
  // A date that was merged into the next one's instant belongs to the range of the next one.
  while (occurrence && series.following(occurrence) <= to) {
    const { at: occurrenceAt, local } = occurrence;
    rows.push({ occurrenceAt, occurrenceOn: formatDate(local), status, reason, dates: 1 });
    occurrence = series.at(series.following(occurrence));
  }
  return rows;
}

function summaryRow(series: OccurrenceSeries, { from, to, status, reason }: RecordedRange): RecordedOccurrence {
  const [first, last] = [series.at(from), series.at(to - 1)];
  if (!first || !last) throw new RangeError(`No occurrences at ${from} to ${to}`);
  const dates = to - from;
  const span = `this row stands for ${dates} dates from ${series.shown(first)} to ${series.shown(last)}`;
  const occurrenceOn = formatDate(first.local);
  return { occurrenceAt: first.at, occurrenceOn, status, reason: `${reason}; ${span}`, dates };
}
