/** The limit of `numeric(5, 2)`. */
const mostHours = 999.99;

/** Hours to the hundredth, cut off at the limit of the column. */
export function hoursOf(minutes: number): number {
  return Math.min(Math.round((minutes / 60) * 100) / 100, mostHours);
}

/** The hours worked: as given, else from the work logs, else unknown instead of 0. */
export function actualHours(given: number | undefined, loggedMinutes: number | null): number | null {
  if (given !== undefined) return given;
  return loggedMinutes === null ? null : hoursOf(loggedMinutes);
}
