import fc from 'fast-check';
import { DateTime } from 'luxon';
import { CATCH_UP_LIMIT, CATCH_UP_POLICIES } from './catch-up.js';
import { nextDate } from './next-date.js';
import { nextWakeAt, planOccurrences } from './occurrence-plan.js';
import type { PlannedSchedule } from './planned-schedule.js';
import { FREQUENCY_TYPES } from './recurrence-rule.js';
import { Recurrence } from './recurrence.js';
import { runs } from '../../../../../test/support/sampling.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The most occurrences that the lead days of a tested schedule reach. */
const AHEAD = 11;
const zones = Intl.supportedValuesOf('timeZone');

describe('plan: laws', () => {
  const schedules = fc
    .record({
      frequencyType: fc.constantFrom(...FREQUENCY_TYPES),
      frequencyValue: fc.integer({ min: 1, max: 3 }),
      day: fc.integer({ min: 0, max: 15_000 }),
      minute: fc.integer({ min: 0, max: 1439 }),
      timezone: fc.constantFrom(...zones, 'Pacific/Apia'),
      recurrenceBasis: fc.constantFrom('fixed' as const, 'floating' as const),
      leadDays: fc.integer({ min: 0, max: 10 }),
      catchUp: fc.constantFrom(...CATCH_UP_POLICIES),
      overlap: fc.constantFrom('skip' as const, 'allow' as const),
    })
    .map(({ day, minute, ...rest }): PlannedSchedule => {
      const anchor = Date.UTC(1990, 0, 1) + day * DAY + minute * 60_000;
      const rule = { ...rest, firstOccurrenceAt: new Date(anchor).toISOString().slice(0, 19) };
      const nextOccurrenceAt = Recurrence.of(rule).next(-Infinity)!.at;
      return { ...rule, isActive: true, nextOccurrenceAt, openWorkOrder: null, lastCompletedAt: null };
    });

  /** Hours between ticks, and whether the open work order is closed before each. */
  const ticks = fc.array(fc.tuple(fc.integer({ min: 0, max: 24 * 40 }), fc.boolean()), { minLength: 1, maxLength: 12 });

  interface Ledger {
    schedule: PlannedSchedule;
    rows: { occurrenceAt: number; occurrenceOn: string; status: string; dates: number; round: number }[];
    /** Counts the completions that a floating schedule counted from. */
    round: number;
  }

  const dayOf = (row: Ledger['rows'][number] | undefined) => (row ? Date.parse(row.occurrenceOn) : null);

  /** Carries out a plan in memory, as the generation does. */
  function tick({ schedule, rows, round }: Ledger, now: number): Ledger {
    const plan = planOccurrences(schedule, now);
    const fresh = plan.toGenerate.map(({ reason: _, ...row }) => ({ ...row, status: 'generated', dates: 1, round }));
    const silent = plan.toRecord.map(({ reason: _, ...row }) => ({ ...row, round }));
    const openWorkOrder = fresh.length > 0 ? 'W' : schedule.openWorkOrder;
    return {
      schedule: { ...schedule, openWorkOrder, nextOccurrenceAt: plan.nextOccurrenceAt },
      rows: [...rows, ...fresh, ...silent].sort((a, b) => a.occurrenceAt - b.occurrenceAt),
      round,
    };
  }

  const start = (schedule: PlannedSchedule): Ledger => ({ schedule, rows: [], round: 0 });
  const from = (schedule: PlannedSchedule): number => schedule.nextOccurrenceAt! - 15 * DAY;

  /** Every instant of the rule from the first one to `end`, inclusive. */
  function datesUntil(schedule: PlannedSchedule, end: number): number[] {
    const recurrence = Recurrence.of(schedule);
    const found: number[] = [];
    for (let at = recurrence.next(-Infinity)!.at; at <= end; at = recurrence.next(at)!.at) found.push(at);
    return found;
  }

  it('has every occurrence of a fixed schedule in the ledger exactly once, however ticks and completions fall', () => {
    fc.assert(
      fc.property(schedules, ticks, (given, steps) => {
        let ledger = start({ ...given, recurrenceBasis: 'fixed' });
        let now = from(given);
        for (const [hours, close] of steps) {
          now += hours * HOUR;
          if (close) ledger.schedule = { ...ledger.schedule, openWorkOrder: null };
          ledger = tick(ledger, now);
        }
        const seen = ledger.rows.map(({ occurrenceAt }) => occurrenceAt);
        if (ledger.rows.some(({ dates }) => dates > 1)) return expectAllCounted(ledger, datesUntil(given, now).length);
        expect(seen).toEqual(datesUntil(given, Math.max(now, seen.at(-1) ?? now)));
        expect(ledger.schedule.nextOccurrenceAt).toBe(Recurrence.of(given).next(seen.at(-1) ?? -Infinity)!.at);
      }),
      { numRuns: runs(400) },
    );
  });

  /** A summarising row counts wall-clock dates; where the calendar lost a day two of them are one instant. */
  function expectAllCounted({ rows }: Ledger, dates: number): void {
    const counted = rows.reduce((sum, row) => sum + row.dates, 0);
    expect(counted).toBeGreaterThanOrEqual(dates);
    expect(counted).toBeLessThanOrEqual(dates + 1 + AHEAD);
    expect(new Set(rows.map(({ occurrenceAt }) => occurrenceAt)).size).toBe(rows.length);
  }

  it('counts a floating schedule from completions, one work order at a time, no forecast twice, never at an end', () => {
    fc.assert(
      fc.property(schedules, ticks, fc.boolean(), (given, steps, canceled) => {
        let ledger = start({ ...given, recurrenceBasis: 'floating' });
        let now = from(given);
        for (const [hours, close] of steps) {
          now += hours * HOUR;
          const { openWorkOrder } = ledger.schedule;
          if (close && openWorkOrder) ledger = closed(ledger, now, canceled);
          const before = ledger.rows.length;
          ledger = tick(ledger, now);
          const fresh = ledger.rows.slice(before).filter(({ status }) => status === 'generated');
          expect(fresh.length).toBeLessThanOrEqual(close || !openWorkOrder ? 1 : 0);
          const last = ledger.rows.findLast(({ round }) => round === ledger.round);
          expect(ledger.schedule.nextOccurrenceAt).toBeGreaterThan(last?.occurrenceAt ?? -Infinity);
        }
        const keys = ledger.rows.map(({ occurrenceAt, round }) => `${round} ${occurrenceAt}`);
        expect(new Set(keys).size).toBe(ledger.rows.length);
      }),
      { numRuns: runs(200) },
    );
  });

  /** After the work order was completed, or canceled, in which case the forecast stays. */
  function closed({ schedule, rows, round }: Ledger, now: number, canceled: boolean): Ledger {
    if (canceled) return { schedule: { ...schedule, openWorkOrder: null }, rows, round };
    const unfulfilledOn = dayOf(rows.findLast(({ status }) => status !== 'generated'));
    const nextOccurrenceAt = nextDate(schedule, { decidedOn: dayOf(rows.at(-1)), unfulfilledOn, lastCompletedAt: now });
    return {
      schedule: { ...schedule, openWorkOrder: null, nextOccurrenceAt, lastCompletedAt: now },
      rows,
      round: round + 1,
    };
  }

  it.each([
    { catchUp: 'all', overlap: 'allow', recurrenceBasis: 'fixed' },
    { catchUp: 'all', overlap: 'skip', recurrenceBasis: 'fixed' },
    { catchUp: 'latest', overlap: 'skip', recurrenceBasis: 'floating' },
  ] as const)(
    'makes in one go after downtime what ticks would have made ($catchUp, $overlap, $recurrenceBasis)',
    (policy) => {
      fc.assert(
        fc.property(schedules, ticks, (given, steps) => {
          const schedule = { ...given, ...policy };
          let slow = start(schedule);
          let now = from(schedule);
          for (const [hours] of steps) slow = tick(slow, (now += hours * HOUR));
          if (datesUntil(schedule, now + 15 * DAY).length > CATCH_UP_LIMIT) return;
          expect(tick(start(schedule), now)).toEqual(slow);
        }),
        { numRuns: runs(200) },
      );
    },
  );

  it('never depends on a second tick at the same instant', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 0, max: 90 * 24 }), (schedule, hours) => {
        const once = tick(start(schedule), from(schedule) + hours * HOUR);
        expect(tick(once, from(schedule) + hours * HOUR)).toEqual(once);
      }),
      { numRuns: runs(200) },
    );
  });

  it('is due again exactly when there is something to do', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 0, max: 60 * 24 }), (given, hours) => {
        const { schedule } = tick(start(given), from(given) + hours * HOUR);
        const wake = nextWakeAt(schedule)!;
        expect(tick(start(schedule), wake - 1).rows).toEqual([]);
        expect(tick(start(schedule), wake).rows).not.toEqual([]);
      }),
      { numRuns: runs(200) },
    );
  });

  it('makes work orders whose date is at most the lead days ahead, on the calendar of the zone', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 0, max: 60 * 24 }), (given, hours) => {
        const now = from(given) + hours * HOUR;
        const horizon = DateTime.fromMillis(now, { zone: given.timezone }).plus({ days: given.leadDays });
        for (const { occurrenceAt } of planOccurrences(given, now).toGenerate) {
          // Luxon moves times inside a gap by its length, so a day on either side is allowed.
          expect(occurrenceAt).toBeLessThanOrEqual(horizon.toMillis() + DAY);
          expect(DateTime.fromMillis(occurrenceAt, { zone: given.timezone }).toISODate()! <= horizon.toISODate()!).toBe(
            true,
          );
        }
      }),
      { numRuns: runs(200) },
    );
  });
});
