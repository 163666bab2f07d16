import fc from 'fast-check';
import { DateTime } from 'luxon';
import { formatLocal, LAST_LOCAL } from './civil-time.js';
import { FREQUENCY_TYPES, type FrequencyType, type RecurrenceRule } from './recurrence-rule.js';
import { Recurrence, type Occurrence } from './recurrence.js';
import { everyNth, runs } from '../../../../../test/support/sampling.js';

const zones = Intl.supportedValuesOf('timeZone');
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the wall clock shows, as Intl prints it: `2027-03-28 03:00:00`. */
function wallClock(zone: string, instant: number): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(zone, clock);
  }
  return clock.format(instant);
}

/** A local time as the same formatter prints it. */
function printed(local: number): string {
  const text = texts.get(local) ?? wallClock('UTC', local);
  texts.set(local, text);
  return text;
}
const texts = new Map<number, string>();

function rule(
  frequencyType: FrequencyType,
  firstOccurrenceAt: string,
  timezone = 'Europe/Berlin',
  frequencyValue = 1,
): RecurrenceRule {
  return { frequencyType, frequencyValue, firstOccurrenceAt, timezone };
}

/** The wall-clock date of step n by luxon's calendar. */
function dateOfStep({ frequencyType, frequencyValue, firstOccurrenceAt }: RecurrenceRule, n: number): number {
  const step = n * (frequencyValue ?? 1);
  const anchor = DateTime.fromISO(firstOccurrenceAt, { zone: 'utc' });
  const durations = {
    daily: { days: step },
    custom_days: { days: step },
    weekly: { weeks: step },
    monthly: { months: step },
  };
  const longer = { quarterly: { months: 3 * step }, yearly: { years: step } };
  return anchor.plus({ ...durations, ...longer }[frequencyType]).toMillis();
}

const rules = fc.record({
  frequencyType: fc.constantFrom(...FREQUENCY_TYPES),
  frequencyValue: fc.integer({ min: 1, max: 40 }),
  firstOccurrenceAt: fc
    .integer({ min: Date.UTC(1900, 0) / 1000, max: Date.UTC(2080, 0) / 1000 })
    .map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 19)),
  timezone: fc.constantFrom(...zones),
});

describe('recurrence: laws', () => {
  /** Walks by `next` alone and compares with Intl's clock; the occurrences that break a law. */
  function wrongSteps(of: RecurrenceRule, from: number, to: number): Occurrence[] {
    const recurrence = Recurrence.of(of);
    const wrong: Occurrence[] = [];
    let previous = recurrence.next(from)!;
    for (let current = recurrence.next(previous.at)!; current.at < to; current = recurrence.next(current.at)!) {
      if (!follows(recurrence, previous, current)) wrong.push(current);
      if (isToBeLookedAt(previous, current) && !isOnTheClock(of.timezone, current)) wrong.push(current);
      previous = current;
    }
    return wrong;
  }

  /** Later, and the very next date, or the next one that does not share its instant with another. */
  function follows(recurrence: Recurrence, previous: Occurrence, current: Occurrence): boolean {
    if (current.at <= previous.at) return false;
    return current.n === previous.n + 1 || recurrence.occurrence(previous.n + 1)?.n === current.n;
  }

  // Offsets last a week at least, so it suffices to check every third day and the days around a change of the clock.
  function isToBeLookedAt(previous: Occurrence, current: Occurrence): boolean {
    return current.n % 3 === 0 || current.at - previous.at !== 86_400_000;
  }

  function isOnTheClock(zone: string, { at, local }: Occurrence): boolean {
    const [shown, wanted] = [wallClock(zone, at), printed(local)];
    return shown === wanted || (shown > wanted && wallClock(zone, at - 1) < wanted);
  }

  it('holds the wall clock in every zone through ten years, nothing lost, nothing doubled', () => {
    const [from, to] = [Date.UTC(2021, 0), Date.UTC(2031, 0)];
    // a third of the zones a day
    everyNth(3, zones).forEach((zone, index) => {
      const anchor = `2020-02-29T${String(index % 4).padStart(2, '0')}:${index % 8 < 4 ? '30' : '00'}:00`;
      for (const frequency of FREQUENCY_TYPES) {
        const of = rule(frequency, anchor, zone, frequency === 'custom_days' ? 10 : 1);
        expect([of, wrongSteps(of, from, to)]).toEqual([of, []]);
      }
    });
  }, 90_000);

  it('holds it in the history of every zone', () => {
    fc.assert(
      fc.property(rules, (of) => {
        const from = dateOfStep(of, 3);
        expect(wrongSteps(of, from, from + 30 * 86_400_000 * of.frequencyValue)).toEqual([]);
      }),
      { numRuns: runs(150) },
    );
  });

  it('is anchor + n steps of the calendar, whatever happened before', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 1500 }), (of, n) => {
        const expected = dateOfStep(of, n);
        if (expected > LAST_LOCAL) return;
        const occurrence = Recurrence.of(of).occurrence(n)!;
        if (occurrence.n === n) expect(formatLocal(occurrence.local)).toBe(formatLocal(expected));
      }),
      { numRuns: runs(300) },
    );
  });

  it('finds the first occurrence after any instant: none fits between', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: -2e12, max: 9e12 }), (of, after) => {
        const recurrence = Recurrence.of(of);
        const n = recurrence.indexAfter(after);
        expect(recurrence.occurrence(n)!.at).toBeGreaterThan(after);
        if (n > 0) expect(recurrence.zone.firstInstantAt(recurrence.localAt(n - 1))).toBeLessThanOrEqual(after);
      }),
      { numRuns: runs(400) },
    );
  });

  it('finds it at the very instants of occurrences, and on either side', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 1, max: 500 }), (of, n) => {
        const recurrence = Recurrence.of(of);
        const occurrence = recurrence.occurrence(n);
        if (!occurrence) return;
        expect(recurrence.next(occurrence.at - 1)).toEqual(occurrence);
        expect(recurrence.next(occurrence.at)).toEqual(recurrence.occurrence(occurrence.n + 1));
      }),
      { numRuns: runs(300) },
    );
  });

  it('does not depend on the distance, and ends with the year 9999', () => {
    const ancient = Recurrence.of(rule('daily', '0001-01-01T02:30:00'));
    expect(formatLocal(ancient.next(Date.UTC(9998, 4, 5))!.local)).toBe('9998-05-05 02:30');
    expect(ancient.next(8.64e15)).toBeUndefined();
    expect(ancient.next(Infinity)).toBeUndefined();
    const long = Recurrence.of(rule('yearly', '0001-02-28T02:30:00', 'Asia/Gaza', 10_000));
    expect(long.upcoming(-Infinity, 5)).toHaveLength(1);
    expect(Recurrence.of(rule('monthly', '9999-10-31T23:59:59', 'Pacific/Apia')).upcoming(-Infinity, 9)).toHaveLength(
      3,
    );
  });
});
