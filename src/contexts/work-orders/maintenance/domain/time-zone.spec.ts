import fc from 'fast-check';
import { parseLocalTime } from './civil-time.js';
import { findTimeZone, isTimeZone } from './time-zone.js';

// Compared with Intl by other fields than the table is built from: the wall clock instead of the offset.
const SECOND = 1000;
const QUARTER = 900 * SECOND;
const zones = Intl.supportedValuesOf('timeZone');
const clocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(zone: string, instant: number): number {
  const fields = 'year month day hour minute second'.split(' ').map((field) => [field, 'numeric']);
  const options = { ...Object.fromEntries(fields), timeZone: zone, hourCycle: 'h23' } as Intl.DateTimeFormatOptions;
  if (!clocks.has(zone)) clocks.set(zone, new Intl.DateTimeFormat('en-US', options));
  const [month = 0, day = 0, year = 0, ...time] = clocks.get(zone)!.format(instant).split(/\D+/).map(Number);
  const [hour = 0, minute = 0, second = 0] = time;
  return new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * SECOND;
}

/** Checks every quarter of an hour, then every second: slow but simple. */
function firstInstantByLooking(zone: string, local: number): number {
  let instant = local - 104 * QUARTER;
  while (wallClock(zone, instant) < local) instant += QUARTER;
  instant -= QUARTER;
  while (wallClock(zone, instant) < local) instant += SECOND;
  return instant;
}

/** Whether the clock shows a local time at the instant found for it, or jumps over it there. */
function isShownFirst(zone: string, wanted: number): boolean {
  const found = findTimeZone(zone)!.firstInstantAt(wanted);
  const shown = wallClock(zone, found);
  // Intl shows whole seconds.
  if (shown === Math.floor(wanted / SECOND) * SECOND) return true;
  return shown > wanted && wallClock(zone, found - SECOND) < wanted;
}

const local = (text: string): number => parseLocalTime(text)!;
const iso = (instant: number): string => new Date(instant).toISOString();

describe('time zone', () => {
  it('shows the offset that Intl shows, in every zone and any year', () => {
    const instants = fc.integer({ min: local('0001-01-02T00:00') / SECOND, max: local('9999-12-30T00:00') / SECOND });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, seconds) => {
        expect(findTimeZone(zone)!.toLocal(seconds * SECOND)).toBe(wallClock(zone, seconds * SECOND));
      }),
      { numRuns: 1500 },
    );
  });

  it('finds every change of offset between 1840 and 2100 that weekly samples find', () => {
    const sampled = fc.sample(fc.constantFrom(...zones), { numRuns: 5, seed: 7 });
    for (const name of [...sampled, 'Asia/Gaza', 'America/Noronha']) {
      const zone = findTimeZone(name)!;
      const wrong: string[] = [];
      for (let at = local('1840-01-01T00:00'); at < local('2100-01-01T00:00'); at += 7 * 96 * QUARTER) {
        if (zone.toLocal(at) !== wallClock(name, at)) wrong.push(iso(at));
      }
      expect([name, wrong]).toEqual([name, []]);
    }
  });

  it('finds the first instant at which the clock shows a local time or a later one', () => {
    const locals = fc.integer({ min: local('1850-01-01T00:00') / SECOND, max: local('2090-01-01T00:00') / SECOND });
    fc.assert(
      fc.property(fc.constantFrom(...zones), locals, (zone, seconds) => {
        const wanted = seconds * SECOND;
        expect(iso(findTimeZone(zone)!.firstInstantAt(wanted))).toBe(iso(firstInstantByLooking(zone, wanted)));
      }),
      { numRuns: 300 },
    );
  });

  it('does so around the changes of the clock too', () => {
    const near = fc.tuple(
      fc.constantFrom(...zones),
      fc.integer({ min: 1850, max: 2090 }),
      fc.integer({ min: -200, max: 200 }),
    );
    fc.assert(
      fc.property(near, ([zone, year, minutes]) => {
        const change = aChangeIn(zone, year);
        if (change === undefined) return;
        const wanted = wallClock(zone, change) + minutes * 60 * SECOND;
        expect(iso(findTimeZone(zone)!.firstInstantAt(wanted))).toBe(iso(firstInstantByLooking(zone, wanted)));
      }),
      { numRuns: 300 },
    );
  });

  it.each(['America/Nuuk', 'America/Scoresbysund', 'Asia/Beirut', 'Asia/Jerusalem'])(
    'does so in %s where one block of the table ends and a change is near',
    (name) => {
      const seams = Array.from({ length: 50 }, (_, index) => (60 + index) * 2 ** 35);
      const locals = seams.flatMap((seam) => Array.from({ length: 97 }, (_, step) => seam + (step - 48) * 2 * QUARTER));
      expect(locals.filter((wanted) => !isShownFirst(name, wanted)).map(iso)).toEqual([]);
    },
  );

  it.each([
    ['Europe/Berlin', '2027-03-28T02:30', 0, '2027-03-28T01:00:00.000Z'],
    ['Europe/Berlin', '2027-10-31T02:30', 2, '2027-10-31T00:30:00.000Z'],
    ['Australia/Lord_Howe', '2027-10-03T02:15', 0, '2027-10-02T15:30:00.000Z'],
    ['Pacific/Apia', '2011-12-30T10:00', 0, '2011-12-30T10:00:00.000Z'],
    ['Pacific/Kwajalein', '1993-08-21T10:00', 0, '1993-08-21T12:00:00.000Z'],
    ['America/Juneau', '1867-10-18T20:00', 2, '1867-10-18T04:57:41.000Z'],
    ['Africa/Monrovia', '1971-12-31T12:00', 1, '1971-12-31T12:44:30.000Z'],
    ['Africa/Casablanca', '2024-03-10T02:30', 2, '2024-03-10T01:30:00.000Z'],
  ])('in %s shows %s %i times', (zone, text, times, expected) => {
    const found = findTimeZone(zone)!;
    expect(found.timesShown(local(text))).toBe(times);
    expect(iso(found.firstInstantAt(local(text)))).toBe(expected);
  });

  it('knows every zone of Intl, the older names and any spelling of case', () => {
    for (const zone of [
      ...zones,
      'UTC',
      'Etc/GMT+5',
      'Asia/Calcutta',
      'Europe/Kyiv',
      'EST5EDT',
      'EST',
      'europe/berlin',
    ]) {
      expect([zone, isTimeZone(zone)]).toEqual([zone, true]);
    }
    expect(findTimeZone('EUROPE/berlin')).toBe(findTimeZone('europe/Berlin'));
  });

  it.each(['', ' ', '+01:00', 'Z', 'Mars/Base', 'IST', 'pst', 'SystemV/PST8', 'Europe/Berlin ', 'localtime', '\u0000'])(
    'knows no zone %j',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});

/** An instant within ten minutes of a change, by halving the first fortnight of the year whose ends differ. */
function aChangeIn(zone: string, year: number): number | undefined {
  const offset = (at: number): number => wallClock(zone, at) - at;
  const start = Date.UTC(year, 0, 1);
  const fortnights = Array.from({ length: 26 }, (_, index) => start + index * 14 * 96 * QUARTER);
  let low = fortnights.find((at) => offset(at) !== offset(at + 14 * 96 * QUARTER));
  if (low === undefined) return undefined;
  for (let high = low + 14 * 96 * QUARTER; high - low > 600 * SECOND;) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === offset(low)) low = middle;
    else high = middle;
  }
  return low;
}
