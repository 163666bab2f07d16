/** The year at a time in a zone: people count by their calendar, not by that of the server. */
export function yearIn(timezone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone: timezone, year: 'numeric' });
  return Number(parts.format(at));
}
