/** Seconds between one attempt and the next; together about a day and a half, in which Stripe is up again. */
const delays = [10, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 43_200];

export const MOST_ATTEMPTS = delays.length + 1;

/** @param attempts that were made; null where there is none any more */
export function secondsUntilRetry(attempts: number): number | null {
  return attempts >= MOST_ATTEMPTS ? null : delays[Math.max(attempts, 1) - 1]!;
}
