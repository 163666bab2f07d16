import type { OccurrenceSeries } from './occurrence-series.js';

export const CATCH_UP_POLICIES = ['all', 'latest', 'none'] as const;
/** What becomes of occurrences that are found after their time: all are made, the newest one, or none. */
export type CatchUp = (typeof CATCH_UP_POLICIES)[number];

/** At most so many work orders of one schedule are made at once: of more late ones `all` makes the newest. */
export const CATCH_UP_LIMIT = 100;

/** One hour: what is found this soon after its time is made under `none` too: a restart is no downtime. */
export const ON_TIME_MS = 3_600_000;

/** The first late position that is to be made: what lies before it is missed. The late ones end before `lateEnd`. */
export function firstKept(
  { catchUp, limit }: { catchUp: CatchUp; limit: number },
  series: OccurrenceSeries,
  lateEnd: number,
  now: number,
): number {
  if (catchUp === 'all') return Math.max(0, lateEnd - limit);
  if (catchUp === 'latest') return Math.max(0, lateEnd - 1);
  return Math.min(lateEnd, series.after(now - ON_TIME_MS - 1));
}

/** Not said of dates in a pause, which somebody meant. */
export const UNNOTICED = 'passed unnoticed; ';

/** Why late occurrences before `kept` are missed. */
export function lateReason(catchUp: CatchUp, series: OccurrenceSeries, kept: number, lateEnd: number): string {
  if (catchUp === 'none') return `found more than ${ON_TIME_MS / 60_000} minutes after its time and catch-up is "none"`;
  if (catchUp === 'all') return `catch-up "all" makes the newest ${CATCH_UP_LIMIT} of ${lateEnd} late dates at once`;
  const newest = series.at(kept);
  return `${UNNOTICED}catch-up "latest" makes the newest one only, ${newest ? series.shown(newest) : ''}`;
}
