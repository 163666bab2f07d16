import { CATCH_UP_LIMIT, CATCH_UP_POLICIES } from './catch-up.js';
import { nextWakeAt, planOccurrences, type OccurrencePlan } from './occurrence-plan.js';
import type { PlannedSchedule } from './planned-schedule.js';
import { RECORD_LIMIT } from './occurrence-record.js';
import { Recurrence } from './recurrence.js';

const utc = (text: string): number => Date.parse(`${text}Z`);

/** A schedule whose next occurrence is its first, unless given. */
function aSchedule(given: Partial<PlannedSchedule> = {}): PlannedSchedule {
  const schedule: PlannedSchedule = {
    frequencyType: 'daily',
    frequencyValue: 1,
    firstOccurrenceAt: '2027-01-01T09:00:00',
    timezone: 'UTC',
    recurrenceBasis: 'fixed',
    leadDays: 0,
    catchUp: 'latest',
    overlap: 'skip',
    isActive: true,
    nextOccurrenceAt: null,
    openWorkOrder: null,
    lastCompletedAt: null,
    ...given,
  };
  return { ...schedule, nextOccurrenceAt: given.nextOccurrenceAt ?? Recurrence.of(schedule).next(-Infinity)!.at };
}

/** `2027-01-01T09:00` of each, in UTC. */
const times = (rows: readonly { occurrenceAt: number }[]): string[] =>
  rows.map(({ occurrenceAt }) => new Date(occurrenceAt).toISOString().slice(0, 16));

const made = (plan: OccurrencePlan): string[] => times(plan.toGenerate);
const recorded = (plan: OccurrencePlan, status: string): string[] =>
  times(plan.toRecord.filter((row) => row.status === status));
const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().slice(0, 16);

describe('plan: what is due', () => {
  it('makes nothing before the time, and says when to plan again', () => {
    const plan = planOccurrences(aSchedule(), utc('2027-01-01T08:59:59'));
    expect(plan).toMatchObject({ toGenerate: [], toRecord: [], capped: null });
    expect(iso(plan.nextWakeAt)).toBe('2027-01-01T09:00');
  });

  it('makes the occurrence at its exact time, with the reason, and moves on', () => {
    const plan = planOccurrences(
      aSchedule({ frequencyType: 'monthly', firstOccurrenceAt: '2027-01-31T09:00:00' }),
      utc('2027-01-31T09:00'),
    );
    const january = { occurrenceAt: utc('2027-01-31T09:00'), occurrenceOn: '2027-01-31' };
    expect(plan.toGenerate).toEqual([{ ...january, reason: 'every month on day 31' }]);
    expect(iso(plan.nextOccurrenceAt)).toBe('2027-02-28T09:00');
  });

  it('counts lead days on the calendar of the zone, so an hour of summer time does not shift them', () => {
    const schedule = aSchedule({
      frequencyType: 'yearly',
      firstOccurrenceAt: '2027-04-01T09:00:00',
      timezone: 'Europe/Berlin',
      leadDays: 7,
    });
    expect(iso(nextWakeAt(schedule))).toBe('2027-03-25T08:00');
    expect(made(planOccurrences(schedule, utc('2027-03-25T07:59')))).toEqual([]);
    expect(made(planOccurrences(schedule, utc('2027-03-25T08:00')))).toEqual(['2027-04-01T07:00']);
  });

  it('makes everything within the lead time when overlap is allowed, and none of it is late', () => {
    const plan = planOccurrences(aSchedule({ leadDays: 3, overlap: 'allow' }), utc('2027-01-01T08:00'));
    expect(made(plan)).toEqual(['2027-01-01T09:00', '2027-01-02T09:00', '2027-01-03T09:00']);
    expect([plan.toRecord, iso(plan.nextWakeAt)]).toEqual([[], '2027-01-01T09:00']);
  });
});

describe('plan: catch-up after three days down', () => {
  const now = utc('2027-01-04T15:00');

  it('latest makes the newest and records the others as missed', () => {
    const plan = planOccurrences(aSchedule(), now);
    expect(made(plan)).toEqual(['2027-01-04T09:00']);
    expect(recorded(plan, 'missed')).toEqual(['2027-01-01T09:00', '2027-01-02T09:00', '2027-01-03T09:00']);
    expect(plan.toRecord[0]!.reason).toBe(
      'passed unnoticed; catch-up "latest" makes the newest one only, 2027-01-04 09:00',
    );
    expect(iso(plan.nextOccurrenceAt)).toBe('2027-01-05T09:00');
  });

  it('all makes every one', () => {
    const plan = planOccurrences(aSchedule({ catchUp: 'all', overlap: 'allow' }), now);
    expect([made(plan).length, plan.toRecord]).toEqual([4, []]);
  });

  it('none makes what is found within an hour of its time and nothing older', () => {
    const schedule = aSchedule({ catchUp: 'none' });
    expect(recorded(planOccurrences(schedule, now), 'missed')).toHaveLength(4);
    const soon = planOccurrences(schedule, utc('2027-01-04T10:00'));
    expect([made(soon), soon.toRecord.length]).toEqual([['2027-01-04T09:00'], 3]);
    expect(soon.toRecord[0]!.reason).toBe('found more than 60 minutes after its time and catch-up is "none"');
  });
});

describe('plan: overlap', () => {
  it('skips while a work order is open, and names it', () => {
    const plan = planOccurrences(aSchedule({ openWorkOrder: '"Oil change"' }), utc('2027-01-01T09:00'));
    expect(made(plan)).toEqual([]);
    expect(plan.toRecord).toEqual([
      {
        occurrenceAt: utc('2027-01-01T09:00'),
        occurrenceOn: '2027-01-01',
        status: 'skipped',
        reason: 'work order "Oil change" is still open and overlap is "skip"',
        dates: 1,
      },
    ]);
  });

  it('skips behind the work order made in the same run', () => {
    const plan = planOccurrences(aSchedule({ catchUp: 'all' }), utc('2027-01-02T09:00'));
    expect([made(plan), recorded(plan, 'skipped')]).toEqual([['2027-01-01T09:00'], ['2027-01-02T09:00']]);
    expect(plan.toRecord[0]!.reason).toBe('the work order of 2027-01-01 09:00 is still open and overlap is "skip"');
  });

  it('keeps an occurrence waiting while its own time is ahead: it is made once the open one is closed', () => {
    const schedule = aSchedule({ frequencyType: 'weekly', leadDays: 7, openWorkOrder: 'W1' });
    const waiting = planOccurrences(schedule, utc('2026-12-26T09:00'));
    expect([made(waiting), waiting.toRecord, iso(waiting.nextWakeAt)]).toEqual([[], [], '2027-01-01T09:00']);
    expect(iso(nextWakeAt({ ...schedule, openWorkOrder: null }))).toBe('2026-12-25T09:00');
    expect(made(planOccurrences({ ...schedule, openWorkOrder: null }, utc('2026-12-28T11:00')))).toEqual([
      '2027-01-01T09:00',
    ]);
  });

  it('makes beside an open one when allowed', () => {
    expect(
      made(planOccurrences(aSchedule({ overlap: 'allow', openWorkOrder: 'W1' }), utc('2027-01-01T09:00'))),
    ).toHaveLength(1);
  });
});

describe('plan: floating', () => {
  const monthly = aSchedule({
    frequencyType: 'monthly',
    firstOccurrenceAt: '2027-01-31T09:00:00',
    recurrenceBasis: 'floating',
    overlap: 'allow',
  });

  it('makes nothing while one is open, records each forecast that passes, and keeps the next one', () => {
    const plan = planOccurrences({ ...monthly, openWorkOrder: 'W1' }, utc('2027-03-01T00:00'));
    expect([made(plan), recorded(plan, 'skipped')]).toEqual([[], ['2027-01-31T09:00', '2027-02-28T09:00']]);
    expect(plan.toRecord[0]!.reason).toBe('work order W1 is still open and the next date counts from its completion');
    expect(iso(plan.nextOccurrenceAt)).toBe('2027-03-31T09:00');
  });

  it('keeps the day of the completion through the forecasts', () => {
    const schedule = {
      ...monthly,
      lastCompletedAt: utc('2027-01-30T12:00'),
      nextOccurrenceAt: utc('2027-02-28T09:00'),
    };
    expect(iso(planOccurrences(schedule, utc('2027-02-28T09:00')).nextOccurrenceAt)).toBe('2027-03-30T09:00');
  });

  it('makes the due one however late, with the completion in the reason', () => {
    const plan = planOccurrences({ ...monthly, lastCompletedAt: utc('2026-12-31T10:00') }, utc('2027-02-20T00:00'));
    const reason = 'every month from completion, the last on 2026-12-31 10:00';
    expect(plan.toGenerate).toMatchObject([{ occurrenceAt: utc('2027-01-31T09:00'), reason }]);
    expect(plan.toRecord).toEqual([]);
  });

  it('with catch-up none lets the late one pass and goes on from its date', () => {
    const plan = planOccurrences({ ...monthly, catchUp: 'none' }, utc('2027-02-20T00:00'));
    expect([made(plan), recorded(plan, 'missed'), iso(plan.nextOccurrenceAt)]).toEqual([
      [],
      ['2027-01-31T09:00'],
      '2027-02-28T09:00',
    ]);
  });
});

describe('plan: pauses', () => {
  it('records nothing while paused and applies the policy on resuming', () => {
    const schedule = aSchedule({ isActive: false });
    const paused = planOccurrences(schedule, utc('2027-01-05T00:00'));
    expect(paused).toEqual({
      toGenerate: [],
      toRecord: [],
      nextOccurrenceAt: schedule.nextOccurrenceAt,
      nextWakeAt: null,
      capped: null,
    });
    const resumed = planOccurrences({ ...schedule, isActive: true }, utc('2027-01-05T00:00'));
    expect([made(resumed), recorded(resumed, 'missed').length]).toEqual([['2027-01-04T09:00'], 3]);
  });
});

describe('plan: thirty years down', () => {
  const now = utc('2057-01-01T09:00');
  const total = 10_958;

  it.each(CATCH_UP_POLICIES)('writes a bounded number of rows that stand for every date (%s)', (catchUp) => {
    for (const overlap of ['skip', 'allow'] as const) {
      const plan = planOccurrences(aSchedule({ catchUp, overlap }), now);
      const dates = plan.toRecord.reduce((sum, row) => sum + row.dates, plan.toGenerate.length);
      expect(dates).toBe(total + 1);
      expect(plan.toRecord.length).toBeLessThanOrEqual(RECORD_LIMIT + 1);
      expect(plan.toGenerate.length).toBeLessThanOrEqual(CATCH_UP_LIMIT);
      expect(plan.capped).toMatch(/^(catch-up|one row stands for)/);
    }
  });

  it('summarises only where that saves rows', () => {
    const plan = planOccurrences(aSchedule(), utc('2027-04-12T09:00'));
    expect([plan.toRecord.length, plan.capped]).toEqual([RECORD_LIMIT + 1, null]);
  });

  it('says so in the row and in the report', () => {
    const plan = planOccurrences(aSchedule({ catchUp: 'all', overlap: 'allow' }), now);
    expect(plan.capped).toBe(
      'catch-up "all" makes the newest 100 of 10959 late dates at once; one row stands for 10759 older missed dates',
    );
    expect(plan.toRecord[0]).toMatchObject({ occurrenceAt: utc('2027-01-01T09:00'), dates: 10_759 });
    expect(plan.toRecord[0]!.reason).toMatch(
      /this row stands for 10759 dates from 2027-01-01 09:00 to 2056-06-15 09:00$/,
    );
  });

  it('leaves occurrences ahead beyond the cap to the next run, which is due at once', () => {
    const first = planOccurrences(aSchedule({ leadDays: 366, overlap: 'allow' }), utc('2027-01-01T08:00'));
    expect([first.toGenerate.length, first.toRecord]).toEqual([CATCH_UP_LIMIT, []]);
    expect(first.capped).toBe('100 work orders are made at once, more follow with the next run');
    expect(first.nextWakeAt).toBeLessThan(utc('2027-01-01T08:00'));
  });
});

describe('plan: a stored date off its rule', () => {
  it('is made as stored, and the date of the rule near it is not made again', () => {
    for (const stored of ['2027-01-05T08:00', '2027-01-05T10:00']) {
      const plan = planOccurrences(aSchedule({ nextOccurrenceAt: utc(stored) }), utc('2027-01-05T10:00'));
      expect([made(plan), iso(plan.nextOccurrenceAt)]).toEqual([[stored], '2027-01-06T09:00']);
    }
  });
});
