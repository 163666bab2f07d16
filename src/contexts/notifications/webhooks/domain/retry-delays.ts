/** Between one attempt and the next; together about three days. */
const seconds = [10, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 43_200, 43_200, 43_200, 28_800];
const JITTER = 0.2;
const DAY = 86_400;

export const MAX_ATTEMPTS = seconds.length + 1;

/**
 * Seconds until the next attempt; a fifth more or less, so that what failed together does not come back together.
 * @param attempts that were made
 * @param retryAfter what the receiver asks for: at most a day is granted
 * @param random from 0 to 1
 */
export function retryDelay(attempts: number, retryAfter: number | null, random = Math.random()): number {
  const usual = seconds[Math.min(Math.max(attempts, 1), seconds.length) - 1]!;
  const spread = usual * (1 + JITTER * (2 * random - 1));
  return Math.round(Math.max(spread, Math.min(retryAfter ?? 0, DAY)));
}
