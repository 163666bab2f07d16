import { nextDate, type CountedRule, type SettledDates } from './next-date.js';

const rule: CountedRule = {
  frequencyType: 'weekly',
  frequencyValue: 1,
  firstOccurrenceAt: '2026-11-07T09:00:00',
  timezone: 'UTC',
  recurrenceBasis: 'fixed',
};

interface Given {
  decidedOn?: string;
  /** The same day unless given; null when every work order is completed. */
  unfulfilledOn?: string | null;
  completedAt?: string;
  /** The first date that was not decided, when the rule was changed, and in which zone. */
  promised?: string;
  now?: string;
  formerZone?: string;
}

function next(changes: Partial<CountedRule>, given: Given = {}): string | null {
  const { decidedOn, unfulfilledOn = decidedOn, completedAt, promised, now, formerZone = 'UTC' } = given;
  const day = (text: string | null | undefined) => (text ? Date.parse(text) : null);
  const settled: SettledDates = {
    decidedOn: day(decidedOn),
    unfulfilledOn: day(unfulfilledOn),
    lastCompletedAt: day(completedAt),
  };
  const former = promised
    ? { timezone: formerZone, nextOccurrenceAt: Date.parse(promised), now: Date.parse(now!) }
    : undefined;
  const at = nextDate({ ...rule, ...changes }, settled, former);
  return at === null ? null : new Date(at).toISOString().slice(0, 16);
}

const floating = { recurrenceBasis: 'floating' } as const;

describe('the next date of a fixed schedule', () => {
  it('is the anchor where nothing was decided, even in the past', () => {
    expect(next({})).toBe('2026-11-07T09:00');
    expect(next({}, { promised: '2026-12-05T09:00Z', now: '2026-11-28T10:00Z' })).toBe('2026-11-07T09:00');
  });

  it.each([
    ['a later time', { firstOccurrenceAt: '2026-11-07T09:30:00' }, '2026-12-05T09:30'],
    ['an earlier time', { firstOccurrenceAt: '2026-11-07T06:00:00' }, '2026-12-05T06:00'],
    ['the zone of Sydney', { timezone: 'Australia/Sydney' }, '2026-12-04T22:00'],
    ['the day after', { firstOccurrenceAt: '2026-11-08T09:00:00' }, '2026-11-29T09:00'],
    ['a shorter step', { frequencyType: 'daily' }, '2026-11-29T09:00'],
    ['a longer step', { frequencyType: 'monthly' }, '2026-12-07T09:00'],
    ['an anchor ahead', { firstOccurrenceAt: '2027-03-01T09:00:00' }, '2027-03-01T09:00'],
  ] as const)('goes on after the last decided day with %s', (_, changes, expected) => {
    const given = { decidedOn: '2026-11-28', promised: '2026-12-05T09:00Z', now: '2026-11-28T10:00Z' };
    expect(next(changes, given)).toBe(expected);
  });

  it.each([
    ['Australia/Sydney', 'Europe/Berlin', '2027-01-17T22:00Z', '2027-01-18T08:00'],
    ['Pacific/Kiritimati', 'Pacific/Pago_Pago', '2027-01-17T19:00Z', '2027-01-18T20:00'],
    ['America/Los_Angeles', 'Asia/Tokyo', '2027-01-18T17:00Z', '2027-01-18T00:00'],
    ['Mars/Olympus', 'UTC', '2027-01-18T08:00Z', '2027-01-18T09:00'],
  ])('keeps its day from %s to %s', (formerZone, timezone, promised, expected) => {
    const given = { decidedOn: '2027-01-11', promised, formerZone, now: '2027-01-12T12:00Z' };
    expect(next({ timezone, firstOccurrenceAt: '2027-01-04T09:00:00' }, given)).toBe(expected);
  });

  it.each([
    ['later', '2026-11-10T12:00Z', '2026-11-05', '2026-12-05T09:00Z', '2026-01-25T09:00:00', '2026-12-25T09:00'],
    ['earlier', '2026-11-28T12:00Z', '2026-11-25', '2026-12-25T09:00Z', '2026-01-05T09:00:00', '2026-12-05T09:00'],
    ['to its end', '2026-11-28T12:00Z', '2026-11-05', '2026-12-05T09:00Z', '2026-01-31T09:00:00', '2026-12-31T09:00'],
  ])('has one date a month when its day is moved %s', (_, now, decidedOn, promised, firstOccurrenceAt, expected) => {
    expect(next({ frequencyType: 'monthly', firstOccurrenceAt }, { decidedOn, promised, now })).toBe(expected);
  });

  it('stays as promised in a month whose new day has passed, and follows the new rule from the next one on', () => {
    const changes = { frequencyType: 'monthly', firstOccurrenceAt: '2026-01-05T09:00:00' } as const;
    const now = '2026-11-10T12:00Z';
    const kept = next(changes, { decidedOn: '2026-10-25', promised: '2026-11-25T09:00Z', now });
    expect(kept).toBe('2026-11-25T09:00');
    expect(next(changes, { decidedOn: '2026-11-25' })).toBe('2026-12-05T09:00');
  });

  it('stays as promised today when the new time has passed', () => {
    const given = { decidedOn: '2026-11-21', promised: '2026-11-28T09:00Z', now: '2026-11-28T08:00Z' };
    expect(next({ firstOccurrenceAt: '2026-11-07T07:00:00' }, given)).toBe('2026-11-28T09:00');
    expect(next({ firstOccurrenceAt: '2026-11-07T08:30:00' }, given)).toBe('2026-11-28T08:30');
  });

  it('is not in the time when a longer step was in effect', () => {
    const quarterly = { decidedOn: '2026-09-01', promised: '2026-12-01T09:00Z', now: '2026-11-28T10:00Z' };
    expect(next({ frequencyType: 'monthly', firstOccurrenceAt: '2026-03-01T09:00:00' }, quarterly)).toBe(
      '2026-12-01T09:00',
    );
    expect(next({ frequencyType: 'weekly', firstOccurrenceAt: '2026-03-01T09:00:00' }, quarterly)).toBe(
      '2026-11-29T09:00',
    );
  });

  it('continues from undecided dates of the former rule, as after a pause', () => {
    const paused = { decidedOn: '2026-10-31', promised: '2026-11-07T09:00Z', now: '2026-11-28T10:00Z' };
    expect(next({ firstOccurrenceAt: '2026-10-03T09:30:00' }, paused)).toBe('2026-11-07T09:30');
    expect(next({ firstOccurrenceAt: '2026-10-03T00:30:00' }, paused)).toBe('2026-11-07T00:30');
    expect(next({ frequencyType: 'monthly', firstOccurrenceAt: '2026-01-01T09:00:00' }, paused)).toBe(
      '2026-11-01T09:00',
    );
  });

  it('does not count from completions', () => {
    expect(next({}, { decidedOn: '2026-11-28', unfulfilledOn: null, completedAt: '2026-11-20T10:00Z' })).toBe(
      '2026-12-05T09:00',
    );
  });

  it('ends with the calendar', () => {
    expect(next({ firstOccurrenceAt: '9999-12-25T09:00:00' }, { decidedOn: '9999-12-25' })).toBeNull();
  });
});

describe('the next date of a floating schedule', () => {
  const monthly = { ...floating, frequencyType: 'monthly', firstOccurrenceAt: '2026-11-08T09:00:00' } as const;
  const done = { decidedOn: '2026-11-08', unfulfilledOn: null, completedAt: '2026-11-28T10:00Z' };

  it('is one step after the completion, in its zone at its time of day', () => {
    expect(next(monthly, done)).toBe('2026-12-28T09:00');
    expect(next({ ...monthly, timezone: 'Pacific/Auckland' }, { ...done, completedAt: '2026-11-28T20:00Z' })).toBe(
      '2026-12-28T20:00',
    );
  });

  it.each([
    [{ frequencyType: 'weekly' }, '2026-12-05T09:00'],
    [{ frequencyType: 'daily' }, '2026-11-29T09:00'],
    [{ frequencyType: 'custom_days', frequencyValue: 10 }, '2026-12-08T09:00'],
    [{ frequencyType: 'yearly' }, '2027-11-28T09:00'],
    [{ firstOccurrenceAt: '2026-11-08T06:30:00' }, '2026-12-28T06:30'],
    [{ timezone: 'America/New_York' }, '2026-12-28T14:00'],
  ] as const)('is one new step after it when the rule gets %j', (changes, expected) => {
    const former = { promised: '2026-12-28T09:00Z', now: '2026-11-28T10:01Z' };
    expect(next({ ...monthly, ...changes }, { ...done, ...former })).toBe(expected);
  });

  it('is not in the time when the former rule was in effect', () => {
    const former = { promised: '2026-12-28T09:00Z', now: '2026-12-20T10:00Z' };
    expect(next({ ...monthly, frequencyType: 'weekly' }, { ...done, ...former })).toBe('2026-12-26T09:00');
  });

  it('is the same day again when its work was done a whole step early', () => {
    const early = { decidedOn: '2026-12-05', unfulfilledOn: null, completedAt: '2026-11-28T10:00Z' };
    expect(next(floating, early)).toBe('2026-12-05T09:00');
    expect(next({ ...floating, frequencyType: 'daily' }, early)).toBe('2026-11-29T09:00');
  });

  it('comes after days that were decided without a completion: passed, canceled or still open', () => {
    const given = { decidedOn: '2026-12-05', unfulfilledOn: '2026-12-05', completedAt: '2026-11-28T10:00Z' };
    expect(next(floating, given)).toBe('2026-12-12T09:00');
  });

  it('is the forecast again when its only completion is taken back', () => {
    expect(next(monthly, { decidedOn: '2026-11-08' })).toBe('2026-12-08T09:00');
  });

  it('counts from the completion when it becomes floating, and from the anchor when it becomes fixed', () => {
    const given = { ...done, promised: '2026-12-08T09:00Z', now: '2026-11-28T11:00Z' };
    expect(next(monthly, given)).toBe('2026-12-28T09:00');
    expect(next({ ...monthly, recurrenceBasis: 'fixed' }, { ...given, promised: '2026-12-28T09:00Z' })).toBe(
      '2026-12-08T09:00',
    );
  });
});
