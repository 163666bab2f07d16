import { MaintenanceCalendar } from './maintenance-calendar.js';

let calendar: MaintenanceCalendar;
beforeAll(async () => {
  calendar = await MaintenanceCalendar.open('2026-11-01T08:00:00Z');
});

const at = (time: string): string => `${time}:00.000Z`;

describe('a floating schedule that was completed', () => {
  const monthly = { frequencyType: 'monthly', recurrenceBasis: 'floating', firstOccurrenceAt: '2026-11-08T09:00:00' };

  async function completedLate(rule: object = {}) {
    await calendar.turnTo('2026-11-08T09:00:00Z');
    const schedule = await calendar.aSchedule({ ...monthly, ...rule });
    await calendar.generate();
    await calendar.turnTo('2026-11-28T10:00:00Z');
    const [{ id }] = await calendar.workOrders(schedule.id);
    await calendar.complete(id);
    return schedule;
  }

  it.each([
    [{ frequencyType: 'weekly' }, '2026-12-05T09:00'],
    [{ frequencyType: 'custom_days', frequencyValue: 10 }, '2026-12-08T09:00'],
    [{ frequencyValue: 2 }, '2027-01-28T09:00'],
    [{ firstOccurrenceAt: '2026-11-08T06:30:00' }, '2026-12-28T06:30'],
    [{ firstOccurrenceAt: '2026-11-21T09:00:00' }, '2026-12-28T09:00'],
    [{ timezone: 'America/New_York' }, '2026-12-28T14:00'],
    [{ timezone: 'Asia/Tokyo' }, '2026-12-28T00:00'],
    [{ recurrenceBasis: 'fixed' }, '2026-12-08T09:00'],
  ])('counts on from the completion when it gets %j, and makes nothing unasked', async (changes, expected) => {
    const { id } = await completedLate();
    expect(await calendar.next(id)).toBe(at('2026-12-28T09:00'));
    expect((await calendar.change(id, changes)).nextOccurrenceAt).toBe(at(expected));
    await calendar.generate();
    expect(await calendar.ledger(id)).toEqual(['2026-11-08T09:00 generated']);
  });

  it('counts from it as well when it was fixed until then', async () => {
    const { id } = await completedLate({ recurrenceBasis: 'fixed' });
    expect(await calendar.next(id)).toBe(at('2026-12-08T09:00'));
    expect((await calendar.change(id, { recurrenceBasis: 'floating' })).nextOccurrenceAt).toBe(at('2026-12-28T09:00'));
  });

  it('has its forecasts from the completion in the plan, too, when the rule changed', async () => {
    const { id } = await completedLate();
    await calendar.change(id, { frequencyType: 'weekly' });
    await calendar.generate('2026-12-05T09:00:00Z');
    await calendar.generate('2026-12-20T09:00:00Z');
    expect(await calendar.ledger(id)).toEqual([
      '2026-11-08T09:00 generated',
      '2026-12-05T09:00 generated',
      '2026-12-12T09:00 skipped',
      '2026-12-19T09:00 skipped',
    ]);
  });
});

describe('dates that are settled', () => {
  async function skippedTwice() {
    await calendar.turnTo('2026-11-07T09:00:00Z');
    const schedule = await calendar.aSchedule({ frequencyType: 'weekly', firstOccurrenceAt: '2026-11-07T09:00:00' });
    await calendar.generate();
    for (const day of ['14', '21', '28']) await calendar.generate(`2026-11-${day}T09:00:00Z`);
    await calendar.turnTo('2026-11-28T10:00:00Z');
    const [{ id }] = await calendar.workOrders(schedule.id);
    await calendar.complete(id);
    return schedule;
  }
  const settled = [
    '2026-11-07T09:00 generated',
    '2026-11-14T09:00 skipped',
    '2026-11-21T09:00 skipped',
    '2026-11-28T09:00 skipped',
  ];

  it.each([
    ['a later time of day', { firstOccurrenceAt: '2026-11-07T09:30:00' }, '2026-12-05T09:30'],
    ['an earlier time of day', { firstOccurrenceAt: '2026-11-07T08:30:00' }, '2026-12-05T08:30'],
    ['a zone ahead', { timezone: 'Australia/Sydney' }, '2026-12-04T22:00'],
    ['a zone behind', { timezone: 'America/Los_Angeles' }, '2026-12-05T17:00'],
    ['a shorter step', { frequencyType: 'daily' }, '2026-11-29T09:00'],
    ['a longer step', { frequencyType: 'monthly' }, '2026-12-07T09:00'],
    ['another day of the week', { firstOccurrenceAt: '2026-11-10T09:00:00' }, '2026-12-01T09:00'],
    ['the other basis', { recurrenceBasis: 'floating' }, '2026-12-05T09:00'],
  ])('are not decided again under %s', async (_, changes, expected) => {
    const { id } = await skippedTwice();
    expect(await calendar.ledger(id)).toEqual(settled);
    expect((await calendar.change(id, changes)).nextOccurrenceAt).toBe(at(expected));
    await calendar.generate();
    expect(await calendar.ledger(id)).toEqual(settled);
    expect(await calendar.workOrders(id)).toHaveLength(1);
  });

  it('stay so after a rule was changed to and fro', async () => {
    const { id } = await skippedTwice();
    for (const time of ['09:30', '07:00', '23:45', '09:00'])
      await calendar.change(id, { firstOccurrenceAt: `2026-11-07T${time}:00` });
    expect(await calendar.next(id)).toBe(at('2026-12-05T09:00'));
    await calendar.generate();
    expect(await calendar.ledger(id)).toEqual(settled);
  });

  it('get no work order for the time when a machine was out of use', async () => {
    await calendar.turnTo('2026-11-28T10:00:00Z');
    const firstOccurrenceAt = '2026-09-29T09:00:00';
    const policy = { catchUp: 'all', overlap: 'allow' };
    const { id, equipmentId } = await calendar.aSchedule({ frequencyType: 'daily', firstOccurrenceAt, ...policy });
    await calendar.act(`/v1/equipment/${equipmentId}/decommission`);
    expect(await calendar.generate()).toMatchObject({ generated: 0, skipped: 61 });
    await calendar.act(`/v1/equipment/${equipmentId}/recommission`);
    await calendar.change(id, { firstOccurrenceAt: '2026-09-29T09:15:00' });
    expect(await calendar.generate()).toMatchObject({ generated: 0, skipped: 0, missed: 0 });
    expect(await calendar.next(id)).toBe(at('2026-11-29T09:15'));
    expect(await calendar.ledger(id)).toHaveLength(61);
  });
});

describe('a monthly schedule', () => {
  it.each([
    ['later', '2026-01-25T09:00:00', '2026-12-25T09:00'],
    ['to the end', '2026-01-31T09:00:00', '2026-12-31T09:00'],
    ['earlier', '2026-01-02T09:00:00', '2026-12-02T09:00'],
  ])(
    'whose day moves %s has one date a month, and no month is missed for it',
    async (_, firstOccurrenceAt, expected) => {
      await calendar.turnTo('2026-09-05T09:00:00Z');
      const { id } = await calendar.aSchedule({ frequencyType: 'monthly', firstOccurrenceAt: '2026-09-05T09:00:00' });
      await calendar.generate();
      for (const month of ['10', '11']) await calendar.generate(`2026-${month}-05T09:00:00Z`);
      await calendar.turnTo('2026-11-28T10:00:00Z');
      expect((await calendar.change(id, { firstOccurrenceAt })).nextOccurrenceAt).toBe(at(expected));
      await calendar.generate();
      expect(await calendar.ledger(id)).toEqual([
        '2026-09-05T09:00 generated',
        '2026-10-05T09:00 skipped',
        '2026-11-05T09:00 skipped',
      ]);
    },
  );

  it('keeps the date of a month whose new day has passed, and has the new day from then on', async () => {
    await calendar.turnTo('2026-10-25T09:00:00Z');
    const { id } = await calendar.aSchedule({
      frequencyType: 'monthly',
      firstOccurrenceAt: '2026-10-25T09:00:00',
      overlap: 'allow',
    });
    await calendar.generate();
    await calendar.turnTo('2026-11-10T10:00:00Z');
    const moved = await calendar.change(id, { firstOccurrenceAt: '2026-10-05T09:00:00' });
    expect(moved.nextOccurrenceAt).toBe(at('2026-11-25T09:00'));
    for (const day of ['2026-11-25', '2026-12-05']) await calendar.generate(`${day}T09:00:00Z`);
    expect(await calendar.ledger(id)).toEqual([
      '2026-10-25T09:00 generated',
      '2026-11-25T09:00 generated',
      '2026-12-05T09:00 generated',
    ]);
  });

  it.each(['quarterly', 'yearly'])(
    'that was %s asks for nothing in the months when that held',
    async (frequencyType) => {
      await calendar.turnTo('2026-08-15T09:00:00Z');
      const { id } = await calendar.aSchedule({ frequencyType, firstOccurrenceAt: '2026-08-15T09:00:00' });
      await calendar.generate();
      await calendar.turnTo('2026-11-01T10:00:00Z');
      expect((await calendar.change(id, { frequencyType: 'monthly' })).nextOccurrenceAt).toBe(at('2026-11-15T09:00'));
      await calendar.generate();
      expect(await calendar.ledger(id)).toEqual(['2026-08-15T09:00 generated']);
    },
  );

  it('has no second date in a month that a weekly rule had one in', async () => {
    await calendar.turnTo('2026-11-21T09:00:00Z');
    const { id } = await calendar.aSchedule({ frequencyType: 'weekly', firstOccurrenceAt: '2026-11-21T09:00:00' });
    await calendar.generate();
    const changes = { frequencyType: 'monthly', firstOccurrenceAt: '2026-11-30T09:00:00' };
    expect((await calendar.change(id, changes)).nextOccurrenceAt).toBe(at('2026-12-30T09:00'));
  });
});

describe('a paused schedule whose rule is changed', () => {
  it('has the dates of the pause decided once, by the new rule', async () => {
    await calendar.turnTo('2026-11-07T09:00:00Z');
    const { id } = await calendar.aSchedule({
      frequencyType: 'weekly',
      firstOccurrenceAt: '2026-11-07T09:00:00',
      overlap: 'allow',
    });
    await calendar.generate();
    await calendar.act(`/v1/maintenance-schedules/${id}/pause`, { reason: 'refurbishment' });
    await calendar.turnTo('2026-11-28T10:00:00Z');
    await calendar.change(id, { firstOccurrenceAt: '2026-11-07T09:30:00' });
    await calendar.act(`/v1/maintenance-schedules/${id}/resume`);
    await calendar.generate();
    expect(await calendar.ledger(id)).toEqual([
      '2026-11-07T09:00 generated',
      '2026-11-14T09:30 missed',
      '2026-11-21T09:30 missed',
      '2026-11-28T09:30 generated',
    ]);
  });
});

describe('floating work that is done a whole step early', () => {
  it.each([
    ['weekly', '2026-12-05', '2026-11-28', '2026-12-05'],
    ['weekly', '2026-12-04', '2026-11-28', '2026-12-05'],
    ['daily', '2026-12-02', '2026-11-28', '2026-11-29'],
    ['monthly', '2026-12-05', '2026-11-02', '2026-12-02'],
  ])('%s, due on %s, is due one step after it was done on %s: on %s', async (frequencyType, due, done, expected) => {
    await calendar.turnTo(`${done}T08:00:00Z`);
    const rule = { frequencyType, firstOccurrenceAt: `${due}T09:00:00`, recurrenceBasis: 'floating', leadDays: 40 };
    const { id } = await calendar.aSchedule(rule);
    await calendar.generate();
    const [{ id: first }] = await calendar.workOrders(id);
    await calendar.complete(first);
    expect(await calendar.next(id)).toBe(at(`${expected}T09:00`));
    expect(await calendar.generate()).toMatchObject({ generated: 1 });
    const [, second] = await calendar.workOrders(id);
    expect(second).toMatchObject({ status: 'new', dueAt: at(`${expected}T09:00`) });
    expect(await calendar.generate()).toMatchObject({ generated: 0 });
  });
});
