import type { FieldCode } from '#libs/kernel';
import { field, type FieldOptions } from './field.js';
import { fault, type ValueKind, type ValueReader } from './value-kind.js';

const FIRST_YEAR = 1900;
const LAST_YEAR = 9999;

const OUTSIDE = `must lie in the years ${FIRST_YEAR} to ${LAST_YEAR}`;

const dateForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const localForm = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;
const instantForm =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d{0,6})?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

// The parts of the patterns that the document repeats: the range of years, and that month, day, hour and minute exist.
const day = '(19|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const minute = '([01][0-9]|2[0-3]):[0-5][0-9]';
const second = '[0-5][0-9]';
const offset = `[Zz]|[+-]${minute}`;

/** A day of the calendar, such as 2028-02-29. */
export const date = (): ValueKind<string> => ({
  read: reader(readDate, 'field.date', `must be a real date YYYY-MM-DD between ${FIRST_YEAR} and ${LAST_YEAR}`),
  schema: { type: 'string', format: 'date' },
  input: { pattern: `^${day}$` },
});

/** A point in time: RFC 3339 with an offset, normalised to UTC with milliseconds. */
export const dateTime = (): ValueKind<string> => ({
  read: reader(
    readInstant,
    'field.date_time',
    'must be a time such as 2026-11-22T10:00:00Z or 2026-11-22T11:00:00+01:00',
  ),
  schema: { type: 'string', format: 'date-time' },
  input: { pattern: `^${day}[Tt]${minute}:${second}(\\.[0-9]{1,9})?(${offset})$` },
  // an unescaped "+" in a query string means a blank, and clients forget to escape it
  fromText: (text) => text.replace(/ (\d{2}:\d{2})$/, '+$1'),
});

/** A local time without an offset; its zone is given elsewhere. */
export const localDateTime = (): ValueKind<string> => ({
  read: reader(
    readLocal,
    'field.local_date_time',
    'must be a local time such as 2027-01-31T09:00:00, without an offset',
  ),
  schema: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?$' },
  input: { pattern: `^${day}T${minute}(:${second})?$` },
});

export const DateField = (options: FieldOptions) => field(date(), options);
export const DateTimeField = (options: FieldOptions) => field(dateTime(), options);
export const LocalDateTimeField = (options: FieldOptions) => field(localDateTime(), options);

function reader(parse: (text: string) => string | undefined, code: FieldCode, detail: string): ValueReader<string> {
  return (value, pointer, faults) => {
    const parsed = typeof value === 'string' ? parse(value) : undefined;
    if (parsed === undefined) return fault(faults, pointer, code, detail);
    return inYears(value as string) && inYears(parsed) ? parsed : fault(faults, pointer, code, OUTSIDE);
  };
}

function readDate(text: string): string | undefined {
  const match = dateForm.exec(text);
  return match && isDay(match) ? text : undefined;
}

function readLocal(text: string): string | undefined {
  const match = localForm.exec(text);
  if (!match || !isDay(match) || !isTime(match)) return undefined;
  return match[6] === undefined ? `${text}:00` : text;
}

function readInstant(text: string): string | undefined {
  const match = instantForm.exec(text);
  if (!match || !isDay(match) || !isTime(match)) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHours = '00', offsetMinutes = '00'] =
    match;
  if (Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return undefined;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0')),
  );
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  const utc = new Date(sign === '-' ? local + offset : local - offset);
  return utc.toISOString();
}

function isDay([, year, month, day]: RegExpExecArray): boolean {
  return (
    Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month))
  );
}

function isTime([, , , , hour, minute, second = '00']: RegExpExecArray): boolean {
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
}

/** Checks the year as written, and in UTC, where years beyond 9999 have a sign. */
function inYears(time: string): boolean {
  return /^\d{4}-/.test(time) && Number(time.slice(0, 4)) >= FIRST_YEAR;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
