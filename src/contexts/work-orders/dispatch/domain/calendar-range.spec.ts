import type { DomainError } from '#libs/kernel';
import { calendarRange } from './calendar-range.js';

const codeOf = (from: string, to: string): string | undefined => {
  try {
    calendarRange({ from, to }, new Date(from));
    return undefined;
  } catch (error) {
    return (error as DomainError).code;
  }
};

it.each([
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.001Z', undefined],
  ['2026-01-01T00:00:00Z', '2026-03-04T00:00:00Z', undefined],
  ['2026-01-01T00:00:00Z', '2026-03-04T00:00:00.001Z', 'calendar.range_too_long'],
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'calendar.range_reversed'],
  ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', 'calendar.range_reversed'],
])('a calendar from %s to %s: %s', (from, to, code) => {
  expect(codeOf(from, to)).toBe(code);
});

it('a calendar is of a week from now on, unless told otherwise', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  expect(calendarRange({}, now)).toEqual({ from: now, to: new Date('2026-01-08T00:00:00Z') });
});
