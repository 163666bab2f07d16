/** The calendar day in a time zone, as YYYY-MM-DD. @param inDays so many days later */
export function dayIn(timeZone: string, at: Date, inDays = 0): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  const later = new Date(`${parts}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + inDays);
  return later.toISOString().slice(0, 10);
}
