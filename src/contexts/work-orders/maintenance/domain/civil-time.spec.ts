import { DateTime } from 'luxon';
import fc from 'fast-check';
import {
  DAY_MS,
  dateOf,
  daysFromCivil,
  daysInMonth,
  formatDate,
  formatLocal,
  formatTime,
  parseLocalTime,
} from './civil-time.js';

describe('civil time', () => {
  it('agrees with an independent calendar from year 1 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (days) => {
        const expected = DateTime.fromMillis(days * DAY_MS, { zone: 'utc' });
        const { year, month, day } = dateOf(days * DAY_MS);
        expect([year, month, day]).toEqual([expected.year, expected.month, expected.day]);
        expect(daysFromCivil(year, month, day)).toBe(days);
        expect(daysInMonth(year, month)).toBe(expected.daysInMonth);
      }),
    );
  });

  it.each([
    ['2027-01-31T09:00:00', '2027-01-31 09:00'],
    ['2027-01-31 09:00', '2027-01-31 09:00'],
    ['0001-01-01T00:00:00', '0001-01-01 00:00'],
    ['9999-12-31T23:59:59.999', '9999-12-31 23:59:59.999'],
    ['1900-06-01T10:00:07', '1900-06-01 10:00:07'],
  ])('reads %s', (text, expected) => {
    const local = parseLocalTime(text)!;
    expect(formatLocal(local)).toBe(expected);
    expect(`${formatDate(local)} ${formatTime(local)}`).toBe(expected);
  });

  it.each([
    ['an offset', '2027-01-31T09:00:00+01:00'],
    ['Z', '2027-01-31T09:00:00Z'],
    ['a day that the month lacks', '2027-02-29T09:00:00'],
    ['year 0', '0000-01-01T00:00:00'],
    ['month 13', '2027-13-01T00:00:00'],
    ['hour 24', '2027-01-01T24:00:00'],
    ['a bare date', '2027-01-01'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(parseLocalTime(text)).toBeUndefined();
  });
});
