import { nextUnderChangedRule } from './changed-rule.js';
import type { RecurrenceRule } from './recurrence-rule.js';

const mondays: RecurrenceRule = {
  frequencyType: 'weekly',
  frequencyValue: 1,
  firstOccurrenceAt: '2027-01-04T09:00:00',
  timezone: 'UTC',
};

function next(changes: Partial<RecurrenceRule>, last: string | null, former: Partial<RecurrenceRule> = {}) {
  const lastAt = last === null ? null : Date.parse(last);
  const at = nextUnderChangedRule({ ...mondays, ...changes }, { ...mondays, ...former }, lastAt);
  return at === null ? null : new Date(at).toISOString().slice(0, 16);
}

describe('a changed rule', () => {
  it('begins with its anchor where no work order was made', () => {
    expect(next({ firstOccurrenceAt: '2027-01-05T09:00:00' }, null)).toBe('2027-01-05T09:00');
  });

  it('does not ask for the same day at a later time', () => {
    expect(next({ firstOccurrenceAt: '2027-01-04T15:00:00' }, '2027-01-11T09:00:00Z')).toBe('2027-01-18T15:00');
  });

  it.each([
    ['Australia/Sydney', 'Europe/Berlin', '2027-01-10T22:00:00Z', '2027-01-18T08:00'],
    ['Pacific/Kiritimati', 'Pacific/Pago_Pago', '2027-01-10T19:00:00Z', '2027-01-18T20:00'],
    ['America/Los_Angeles', 'Asia/Tokyo', '2027-01-11T17:00:00Z', '2027-01-18T00:00'],
  ])('does not ask for the same day in another zone, from %s to %s', (former, timezone, last, expected) => {
    expect(next({ timezone }, last, { timezone: former })).toBe(expected);
  });

  it('takes the very next day when that is a date of its', () => {
    expect(next({ firstOccurrenceAt: '2027-01-05T07:00:00' }, '2027-01-11T09:00:00Z')).toBe('2027-01-12T07:00');
  });

  it('takes its own clock where the former zone is none any more', () => {
    expect(next({}, '2027-01-11T08:00:00Z', { timezone: 'Mars/Olympus' })).toBe('2027-01-18T09:00');
  });
});
