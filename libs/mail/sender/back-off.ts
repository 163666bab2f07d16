const FIRST_SECONDS = 30;
const LONGEST_SECONDS = 3_600;

/** Half a minute, then twice as long each time, at most an hour: thirty attempts take about a day. */
export function backOffSeconds(attempts: number): number {
  return Math.min(FIRST_SECONDS * 2 ** Math.max(0, attempts - 1), LONGEST_SECONDS);
}
