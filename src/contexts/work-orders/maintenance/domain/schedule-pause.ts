import { UNNOTICED } from './catch-up.js';
import { formatMinute } from './civil-time.js';
import type { PlannedRow } from './generation.js';
import type { TimeZone } from './time-zone.js';

/** A pause that is over, as it is stored: times in RFC 3339. */
export interface PastPause {
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** The most pauses stored between two plans of a schedule. */
const MAX_PAUSES = 20;
/** The most characters of a reason in the ledger. */
const LONGEST_REASON = 300;

/** Adds the pause that ends now, and drops those that no undecided date can fall into. */
export function withPause(known: readonly PastPause[], ended: PastPause, nextOccurrenceAt: Date): PastPause[] {
  const relevant = [...known, ended].filter(({ until }) => Date.parse(until) > nextOccurrenceAt.getTime());
  return relevant.slice(-MAX_PAUSES);
}

/** Adds the pause to the row's reason when its date fell into one. */
export function notingPause(row: PlannedRow, pauses: readonly PastPause[], zone: TimeZone): PlannedRow {
  const at = row.occurrenceAt.getTime();
  const pause = pauses.find(({ from, until }) => Date.parse(from) <= at && at < Date.parse(until));
  if (!pause) return row;
  const [said, paused] = [row.reason.replace(UNNOTICED, ''), describe(pause, zone)];
  return { ...row, reason: row.status === 'generated' ? `${said}; ${paused}` : `${paused}; ${said}` };
}

/** In the zone of the schedule. */
function describe({ from, until, reason }: PastPause, zone: TimeZone): string {
  const [begin, end] = [from, until].map((time) => formatMinute(zone.toLocal(Date.parse(time))));
  const why = reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason;
  return `the schedule was paused from ${begin} to ${end} (${why})`;
}
