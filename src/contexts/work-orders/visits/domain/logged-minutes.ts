interface Logged {
  readonly workTimeMinutes?: number | null | undefined;
}

/** The minutes worked in all visits; null when there are none. */
export function minutesOf(logs: readonly Logged[]): number | null {
  return logs.length === 0 ? null : logs.reduce((sum, log) => sum + (log.workTimeMinutes ?? 0), 0);
}
