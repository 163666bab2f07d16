// Calendar arithmetic on wall-clock times, free of zones.
// A local time is a number: the milliseconds from 1970-01-01T00:00 to it as if every day had 24 hours.
// Years 1 to 9999 of the Gregorian calendar, also before it was introduced.

export const DAY_MS = 86_400_000;

/** Local time of the last millisecond of the year 9999, after which no date is computed. */
export const LAST_LOCAL = 253_402_300_799_999;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
}

/** Days from 1970-01-01 to the date, by eras of 400 years that begin in March so that the leap day comes last. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The inverse of {@link daysFromCivil}. */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

export function dateOf(local: number): CivilDate {
  return civilFromDays(Math.floor(local / DAY_MS));
}

/** Milliseconds since local midnight. */
export function timeOfDay(local: number): number {
  return local - Math.floor(local / DAY_MS) * DAY_MS;
}

const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/;

/**
 * Reads `2027-01-31T09:00:00` without offset; PostgreSQL's form with a space too, seconds and fraction may be absent.
 * Undefined for anything else: an offset or `Z`, a date that the calendar lacks, a year 0.
 */
export function parseLocalTime(text: string): number | undefined {
  const [matched, date = '', minutes, seconds = '00', fraction = ''] = LOCAL_TIME.exec(text) ?? [];
  if (matched === undefined || date < '0001') return undefined;
  const complete = `${date}T${minutes}:${seconds}.${fraction.padEnd(3, '0')}`;
  const local = Date.parse(`${complete}Z`);
  // Date.parse rolls 30 February and 24:00 over to the next day, so the text must come back unchanged.
  return !Number.isNaN(local) && localText(local) === complete ? local : undefined;
}

/** `2027-01-31T09:00:00.000`, without zone. */
function localText(local: number): string {
  // toISOString is exact here: the number is already free of zones, so UTC stands for the wall clock.
  return new Date(local).toISOString().slice(0, 23);
}

/** `2027-01-31` */
export function formatDate(local: number): string {
  return localText(local).slice(0, 10);
}

/** `09:00`, with seconds or milliseconds only where there are some. */
export function formatTime(local: number): string {
  return localText(local)
    .slice(11)
    .replace(/(:00)?\.000$/, '');
}

/** `2027-01-31 09:00` */
export function formatLocal(local: number): string {
  return `${formatDate(local)} ${formatTime(local)}`;
}

/** Without seconds, for a moment such as a completion. */
export function formatMinute(local: number): string {
  return formatLocal(Math.floor(local / 60_000) * 60_000);
}
