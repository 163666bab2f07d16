/** What `numeric(5, 2)` holds. */
const mostHours = 999.99;

/** Hours, to the hundredth, as people read them on an invoice. A crew's month on one work order ends at what the column holds. */
export function hoursOf(minutes: number): number {
  return Math.min(Math.round((minutes / 60) * 100) / 100, mostHours);
}

/** Hours that were really worked: as given, else from the work logs, else unknown rather than 0. */
export function actualHours(given: number | undefined, loggedMinutes: number | null): number | null {
  if (given !== undefined) return given;
  return loggedMinutes === null ? null : hoursOf(loggedMinutes);
}
