import fc from 'fast-check';
import { DateTime } from 'luxon';
import { isQuiet } from '../../preferences/domain/quiet-hours.js';
import { usualMailTimes } from '../../preferences/domain/mail-times.js';
import { endOfQuiet, mailTime } from './mail-time.js';

const MINUTE = 60_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
];
const clock = (at: Date, zone: string): string => DateTime.fromJSDate(at, { zone }).toFormat('HH:mm');
const timeOfDay = fc
  .integer({ min: 0, max: 1_439 })
  .map((minutes) => DateTime.fromObject({ hour: Math.floor(minutes / 60), minute: minutes % 60 }).toFormat('HH:mm'));
const quietHours = fc.record({ from: timeOfDay, until: timeOfDay }).filter(({ from, until }) => from !== until);
// also the days on which clocks are changed
const changes = ['2026-03-29', '2026-10-25', '2027-03-14', '2026-11-01', '2027-04-04', '2026-10-04'];
const moment = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -1_440, max: 2_880 }))
  .map(([day, minutes]) => new Date(Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE));

describe('quiet hours', () => {
  it('end at the first minute at which the clock shows none of them, also when clocks are changed', () => {
    fc.assert(
      fc.property(moment, quietHours, fc.constantFrom(...zones), (at, quiet, zone) => {
        const end = endOfQuiet(at, quiet, zone);
        expect(isQuiet(clock(end, zone), quiet)).toBe(false);
        for (let minute = at.getTime(); minute < end.getTime(); minute += MINUTE)
          expect(isQuiet(clock(new Date(minute), zone), quiet)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['over midnight', '2026-11-28T22:30:00Z', '2026-11-29T06:00:00Z'],
    ['in the morning after', '2026-11-29T05:59:30Z', '2026-11-29T06:00:00Z'],
    ['not before they begin', '2026-11-28T20:59:00Z', '2026-11-28T20:59:00Z'],
    ['over the night of summer time', '2026-03-28T23:00:00Z', '2026-03-29T05:00:00Z'],
  ])('hold mails %s', (_, at, expected) => {
    const quiet = { from: '22:00', until: '07:00' };
    expect(endOfQuiet(new Date(at), quiet, 'Europe/Berlin')).toEqual(new Date(expected));
  });
});

describe('the time of a mail', () => {
  const told = new Date('2026-11-28T10:00:00Z');

  it('is a minute later, so that what follows at once is in the same mail', () => {
    expect(mailTime(told, usualMailTimes, 'UTC')).toEqual(new Date('2026-11-28T10:01:00Z'));
  });

  it.each([
    ['on the same day', '12:30', '2026-11-28T11:30:00Z'],
    ['on the next day', '11:00', '2026-11-29T10:00:00Z'],
  ])('is that of the digest %s', (_, digestAt, expected) => {
    const times = { ...usualMailTimes, emailDelivery: 'daily', digestAt } as const;
    expect(mailTime(told, times, 'Europe/Berlin')).toEqual(new Date(expected));
  });

  it('of digests is one a day, whatever clocks do', () => {
    const times = { ...usualMailTimes, emailDelivery: 'daily', digestAt: '02:30' } as const;
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (at, zone) => {
        const first = mailTime(at, times, zone);
        const second = mailTime(first, times, zone);
        expect(first.getTime()).toBeGreaterThan(at.getTime());
        const day = (time: Date) => DateTime.fromJSDate(time, { zone }).startOf('day');
        expect(day(second).diff(day(first), 'days').days).toBe(1);
      }),
      { numRuns: 200 },
    );
  });

  it('of a digest within quiet hours is their end', () => {
    const times = { emailDelivery: 'daily', digestAt: '06:00', quietHours: { from: '22:00', until: '07:15' } } as const;
    expect(mailTime(told, times, 'UTC')).toEqual(new Date('2026-11-29T07:15:00Z'));
  });
});
