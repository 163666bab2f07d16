import { formatLocal } from './civil-time.js';
import { explain } from './recurrence-reason.js';
import { recurrenceFaults, type FrequencyType, type RecurrenceRule } from './recurrence-rule.js';
import { Recurrence } from './recurrence.js';

function rule(
  frequencyType: FrequencyType,
  firstOccurrenceAt: string,
  timezone = 'Europe/Berlin',
  frequencyValue = 1,
): RecurrenceRule {
  return { frequencyType, frequencyValue, firstOccurrenceAt, timezone };
}

function dates(of: RecurrenceRule, count: number, after = -Infinity): string[] {
  const recurrence = Recurrence.of(of);
  return recurrence.upcoming(after, count).map(({ at }) => formatLocal(recurrence.zone.toLocal(at)));
}

describe('recurrence: month ends and leap days', () => {
  it('keeps the anchor day through shorter months', () => {
    const monthly = rule('monthly', '2027-01-31T09:00:00');
    expect(dates(monthly, 4)).toEqual(['2027-01-31 09:00', '2027-02-28 09:00', '2027-03-31 09:00', '2027-04-30 09:00']);
    expect(dates(monthly, 2, Date.UTC(2028, 1, 1))).toEqual(['2028-02-29 09:00', '2028-03-31 09:00']);
  });

  it('comes back to 29 February in leap years, and knows that 2100 is none', () => {
    const yearly = rule('yearly', '2096-02-29T09:00:00');
    expect(dates(yearly, 9).map((date) => date.slice(0, 10))).toEqual([
      '2096-02-29', '2097-02-28', '2098-02-28', '2099-02-28', '2100-02-28', '2101-02-28', '2102-02-28', '2103-02-28', '2104-02-29',
    ]); // prettier-ignore
  });

  it('counts quarters as three months and custom days as days', () => {
    expect(dates(rule('quarterly', '2026-11-30T09:00:00'), 3)).toEqual([
      '2026-11-30 09:00',
      '2027-02-28 09:00',
      '2027-05-30 09:00',
    ]);
    expect(dates(rule('custom_days', '2027-03-20T09:00:00', 'Europe/Berlin', 45), 2)).toEqual([
      '2027-03-20 09:00',
      '2027-05-04 09:00',
    ]);
  });

  it('takes 1 for an absent frequency value', () => {
    expect(dates({ ...rule('weekly', '2027-01-04T09:00:00'), frequencyValue: null }, 2)[1]).toBe('2027-01-11 09:00');
  });
});

describe('recurrence: the clock', () => {
  it('moves what the clock leaves out and returns to the hour', () => {
    expect(dates(rule('daily', '2027-03-27T02:30:00'), 3)).toEqual([
      '2027-03-27 02:30',
      '2027-03-28 03:00',
      '2027-03-29 02:30',
    ]);
  });

  it('takes the first of two passes, once', () => {
    const occurrences = Recurrence.of(rule('daily', '2027-10-30T02:30:00')).upcoming(-Infinity, 3);
    expect(occurrences.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2027-10-30T00:30:00.000Z', '2027-10-31T00:30:00.000Z', '2027-11-01T01:30:00.000Z',
    ]); // prettier-ignore
  });

  it('does not take it again in the second pass', () => {
    const secondPass = Date.UTC(2027, 9, 31, 1, 10);
    expect(dates(rule('daily', '2027-10-30T02:30:00'), 1, secondPass)).toEqual(['2027-11-01 02:30']);
  });

  it('moves a day that never was to the first moment after it', () => {
    expect(dates(rule('daily', '2011-12-29T10:00:00', 'Pacific/Apia'), 3)).toEqual([
      '2011-12-29 10:00',
      '2011-12-31 00:00',
      '2011-12-31 10:00',
    ]);
    expect(dates(rule('daily', '1993-08-20T10:00:00', 'Pacific/Kwajalein'), 3)[1]).toBe('1993-08-22 00:00');
  });

  it('makes one occurrence of two dates that fall on one moment', () => {
    const recurrence = Recurrence.of(rule('daily', '2011-12-29T00:00:00', 'Pacific/Apia'));
    const occurrences = recurrence.upcoming(-Infinity, 3);
    expect(occurrences.map(({ n }) => n)).toEqual([0, 2, 3]);
    expect(explain(recurrence, occurrences[1]!)).toBe(
      'every day; 2011-12-30 00:00 does not exist in Pacific/Apia and falls on the same moment',
    );
  });
});

describe('recurrence: reasons', () => {
  it.each([
    [
      'every 3 months on day 31: February has 28 days, moved to the last day',
      rule('quarterly', '2026-08-31T09:00:00'),
      2,
    ],
    ['every month on day 31', rule('monthly', '2027-01-31T09:00:00'), 2],
    [
      'every year on 29 February: February has 28 days, moved to the last day',
      rule('yearly', '2024-02-29T09:00:00'),
      1,
    ],
    ['every 2 weeks on Monday', rule('weekly', '2027-01-04T09:00:00', 'UTC', 2), 5],
    ['every week on Wednesday', rule('weekly', '1969-12-31T09:00:00', 'UTC'), 0],
    ['every 45 days', rule('custom_days', '2027-01-04T09:00:00', 'UTC', 45), 1],
    [
      'every day; 02:30 does not exist in Europe/Berlin on 2027-03-28: moved to 03:00',
      rule('daily', '2027-03-27T02:30:00'),
      1,
    ],
    ['every day; 02:30 exists twice, the first is taken', rule('daily', '2027-10-30T02:30:00'), 1],
    [
      'every day; 10:00 does not exist in Pacific/Apia on 2011-12-30: moved to 2011-12-31 00:00',
      rule('daily', '2011-12-29T10:00:00', 'Pacific/Apia'),
      1,
    ],
  ])('says "%s"', (reason, of, n) => {
    const recurrence = Recurrence.of(of);
    expect(explain(recurrence, recurrence.occurrence(n)!)).toBe(reason);
  });
});

describe('recurrence: bad rules', () => {
  const bad = {
    frequencyType: 'hourly' as FrequencyType,
    frequencyValue: 0,
    firstOccurrenceAt: '2027-02-30T09:00:00',
    timezone: 'Mars/Base',
  };

  it('names every fault at once, by field', () => {
    expect(recurrenceFaults(bad).map(({ field }) => field)).toEqual(['frequencyType', 'firstOccurrenceAt', 'timezone']);
    expect(() => Recurrence.of(bad)).toThrow(RangeError);
  });

  it.each([0, -1, 1.5, NaN, 10_001])('refuses to repeat every %d', (frequencyValue) => {
    expect(recurrenceFaults({ ...rule('daily', '2027-01-01T09:00:00'), frequencyValue })[0]?.field).toBe(
      'frequencyValue',
    );
  });

  it('asks for the number of custom days', () => {
    const numberless = { ...rule('custom_days', '2027-01-01T09:00:00'), frequencyValue: null };
    expect(recurrenceFaults(numberless)).toMatchObject([{ field: 'frequencyValue', code: 'field.required' }]);
    expect(recurrenceFaults(rule('custom_days', '2027-01-01T09:00:00'))).toEqual([]);
  });
});
