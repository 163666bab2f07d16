import type { OccurrenceSeries } from './occurrence-series.js';

export const CATCH_UP_POLICIES = ['all', 'latest', 'none'] as const;
/** What is done about late occurrences: all are made, the newest one, or none. */
export type CatchUp = (typeof CATCH_UP_POLICIES)[number];

/** The most work orders of one schedule in one run: of more late ones `all` makes the newest. */
export const CATCH_UP_LIMIT = 100;

/** `none` still makes occurrences that are found within an hour of their time, so that a restart misses none. */
export const ON_TIME_MS = 3_600_000;

/** The first late position to be made; those before it are missed. The late ones end before `lateEnd`. */
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

/** Left out for dates in a pause, which was intended. */
export const UNNOTICED = 'passed unnoticed; ';

/** Why late occurrences before `kept` are missed. */
export function lateReason(catchUp: CatchUp, series: OccurrenceSeries, kept: number, lateEnd: number): string {
  if (catchUp === 'none') return `found more than ${ON_TIME_MS / 60_000} minutes after its time and catch-up is "none"`;
  if (catchUp === 'all') return `catch-up "all" makes the newest ${CATCH_UP_LIMIT} of ${lateEnd} late dates at once`;
  const newest = series.at(kept);
  return `${UNNOTICED}catch-up "latest" makes the newest one only, ${newest ? series.shown(newest) : ''}`;
}
