import fc from 'fast-check';
import { DateTime } from 'luxon';
import { MaintenanceCalendar } from './maintenance-calendar.js';
import { runs } from '../../support/sampling.js';

let calendar: MaintenanceCalendar;
beforeAll(async () => {
  calendar = await MaintenanceCalendar.open('2026-11-01T08:00:00Z');
});

const at = (time: string): string => `${time}:00.000Z`;

const monthly = { frequencyType: 'monthly', recurrenceBasis: 'floating', firstOccurrenceAt: '2026-11-08T09:00:00' };

async function open(rule: object = monthly) {
  await calendar.turnTo('2026-11-08T09:00:00Z');
  const schedule = await calendar.aSchedule(rule);
  await calendar.generate();
  const [{ id }] = await calendar.workOrders(schedule.id);
  return { schedule, id };
}

async function dates(schedule: { id: string; equipmentId: string }) {
  const { lastMaintenanceDate, nextMaintenanceDate } = await calendar.machine(schedule.equipmentId);
  return [await calendar.next(schedule.id), lastMaintenanceDate, nextMaintenanceDate];
}

describe('a work order that is opened again', () => {
  it('leaves schedule and machine as if it had never been completed, and so does its cancellation', async () => {
    const { schedule, id } = await open();
    const forecast = [at('2026-12-08T09:00'), null, at('2026-12-08T09:00')];
    expect(await dates(schedule)).toEqual(forecast);
    await calendar.turnTo('2026-11-28T10:00:00Z');
    await calendar.complete(id);
    const completed = [at('2026-12-28T09:00'), at('2026-11-28T10:00'), at('2026-12-28T09:00')];
    expect(await dates(schedule)).toEqual(completed);
    await calendar.reopen(id);
    expect(await dates(schedule)).toEqual(forecast);
    await calendar.complete(id);
    expect(await dates(schedule)).toEqual(completed);
    await calendar.reopen(id);
    await calendar.cancel(id);
    expect(await dates(schedule)).toEqual(forecast);
    await calendar.generate('2026-12-08T09:00:00Z');
    expect(await calendar.ledger(schedule.id)).toEqual(['2026-11-08T09:00 generated', '2026-12-08T09:00 generated']);
  });

  it('forgets a completion that was backdated, from which schedule and machine had counted', async () => {
    const { schedule, id } = await open();
    await calendar.turnTo('2026-11-28T10:00:00Z');
    const reason = 'The book of the house was read today';
    await calendar.act(`/v1/work-orders/${id}/start`, { startedAt: '2026-11-15T08:00:00Z', reason });
    const done = { workPerformed: 'Greased', completedAt: '2026-11-15T10:00:00Z', reason };
    const completed = await calendar.act(`/v1/work-orders/${id}/complete`, done);
    expect(completed).toMatchObject({ startBackdated: true, completionBackdated: true });
    expect(await dates(schedule)).toEqual([at('2026-12-15T09:00'), at('2026-11-15T10:00'), at('2026-12-15T09:00')]);
    const reopened = await calendar.reopen(id);
    expect(reopened).toMatchObject({ startBackdated: true, completedAt: null, completionBackdated: false });
    expect(await calendar.complete(id)).toMatchObject({ completionBackdated: false });
    expect(await dates(schedule)).toEqual([at('2026-12-28T09:00'), at('2026-11-28T10:00'), at('2026-12-28T09:00')]);
  });

  it('leaves the dates of the maintenance before it', async () => {
    const { schedule, id } = await open();
    await calendar.turnTo('2026-11-10T10:00:00Z');
    await calendar.complete(id);
    await calendar.turnTo('2026-12-10T09:00:00Z');
    await calendar.generate();
    const before = await dates(schedule);
    expect(before).toEqual([at('2027-01-10T09:00'), at('2026-11-10T10:00'), at('2027-01-10T09:00')]);
    const [, { id: second }] = await calendar.workOrders(schedule.id);
    await calendar.turnTo('2026-12-20T10:00:00Z');
    await calendar.complete(second);
    expect(await dates(schedule)).toEqual([at('2027-01-20T09:00'), at('2026-12-20T10:00'), at('2027-01-20T09:00')]);
    await calendar.reopen(second);
    expect(await dates(schedule)).toEqual(before);
  });

  it('changes nothing where later maintenance is completed still', async () => {
    const { schedule, id } = await open();
    await calendar.complete(id);
    await calendar.turnTo('2026-12-08T09:00:00Z');
    await calendar.generate();
    const [, { id: second }] = await calendar.workOrders(schedule.id);
    await calendar.complete(second);
    const after = await dates(schedule);
    await calendar.reopen(id);
    expect(await dates(schedule)).toEqual(after);
  });

  it('leaves the dates of a fixed schedule as they are, and takes the maintenance back from the machine', async () => {
    const { schedule, id } = await open({ ...monthly, recurrenceBasis: 'fixed' });
    await calendar.complete(id);
    await calendar.reopen(id);
    expect(await dates(schedule)).toEqual([at('2026-12-08T09:00'), null, at('2026-12-08T09:00')]);
  });

  it('counts for a machine without schedule by its frequency', async () => {
    await calendar.turnTo('2026-11-08T09:00:00Z');
    const equipmentId = await calendar.aMachine({ maintenanceFrequencyDays: 10 });
    const order = () => calendar.post('/v1/work-orders', { title: 'Grease', type: 'maintenance', equipmentId });
    const [first, second] = [await order(), await order()];
    const machine = async () => {
      const { lastMaintenanceDate, nextMaintenanceDate } = await calendar.machine(equipmentId);
      return [lastMaintenanceDate, nextMaintenanceDate];
    };
    await calendar.complete(first.id);
    await calendar.turnTo('2026-11-12T09:00:00Z');
    await calendar.complete(second.id);
    expect(await machine()).toEqual([at('2026-11-12T09:00'), at('2026-11-22T09:00')]);
    await calendar.reopen(second.id);
    expect(await machine()).toEqual([at('2026-11-08T09:00'), at('2026-11-18T09:00')]);
    await calendar.reopen(first.id);
    expect(await machine()).toEqual([null, null]);
  });

  it('is followed when two are opened again at once', async () => {
    const { schedule, id } = await open();
    const { equipmentId } = schedule;
    const other = await calendar.post('/v1/work-orders', { title: 'Grease', type: 'maintenance', equipmentId });
    await Promise.all([calendar.complete(id), calendar.complete(other.id)]);
    expect(await dates(schedule)).toEqual([at('2026-12-08T09:00'), at('2026-11-08T09:00'), at('2026-12-08T09:00')]);
    await Promise.all([calendar.reopen(id), calendar.reopen(other.id)]);
    expect(await dates(schedule)).toEqual([at('2026-12-08T09:00'), null, at('2026-12-08T09:00')]);
  });
});

describe('completions to and fro', () => {
  type Move = 'complete' | 'reopen' | 'cancel' | 'generate';
  const moves = fc.array(
    fc.record({
      days: fc.integer({ min: 1, max: 20 }),
      move: fc.constantFrom<Move>('complete', 'complete', 'reopen', 'cancel', 'generate'),
    }),
    { minLength: 4, maxLength: 9 },
  );

  interface Order {
    readonly id: string;
    readonly dueAt: string;
    status: 'open' | 'completed' | 'canceled';
    completedAt?: DateTime;
  }

  /** From the end of each order alone, however it came there. */
  function expected(orders: readonly Order[], skipped: readonly string[], steps: object) {
    const done = orders.filter(({ status }) => status === 'completed').map(({ completedAt }) => completedAt!);
    const last = done.length > 0 ? DateTime.max(...done) : undefined;
    const undone = orders.filter(({ status }) => status !== 'completed').map(({ dueAt }) => dueAt.slice(0, 10));
    const decided = [...undone, ...skipped].sort().at(-1) ?? '';
    const from = last?.startOf('day').plus({ hours: 9 }) ?? DateTime.fromISO('2026-11-08T09:00Z', { zone: 'utc' });
    const step = (n: number) =>
      from.plus(Object.fromEntries(Object.entries(steps).map(([unit, count]) => [unit, count * n])));
    let n = last ? 1 : 0;
    while (step(n).toISODate()! <= decided) n += 1;
    return [step(n).toISO(), last?.toISO() ?? null, step(n).toISO()];
  }

  it.each([
    ['weekly', { weeks: 1 }, 8],
    ['monthly', { months: 1 }, 0],
  ])(
    'leave %s schedules and their machines with what the completed orders say',
    async (frequencyType, steps, leadDays) => {
      await fc.assert(
        fc.asyncProperty(moves, async (walk) => {
          const { schedule, id } = await open({ ...monthly, frequencyType, leadDays });
          const orders: Order[] = [{ id, dueAt: at('2026-11-08T09:00'), status: 'open' }];
          let now = DateTime.fromISO('2026-11-08T10:00Z', { zone: 'utc' });
          for (const { days, move } of walk) {
            now = now.plus({ days });
            await calendar.turnTo(now.toJSDate());
            const order = orders.find(({ status }) => status === (move === 'reopen' ? 'completed' : 'open'));
            if (move === 'generate') await calendar.generate();
            else if (order) {
              await calendar[move](order.id);
              order.status = ({ complete: 'completed', reopen: 'open', cancel: 'canceled' } as const)[move];
              order.completedAt = now;
            }
            for (const made of await calendar.workOrders(schedule.id))
              if (!orders.some(({ id: known }) => known === made.id))
                orders.push({ id: made.id, dueAt: made.dueAt, status: 'open' });
            const skipped = (await calendar.ledger(schedule.id))
              .filter((row) => !row.endsWith('generated'))
              .map((row) => row.slice(0, 10));
            expect(await dates(schedule)).toEqual(expected(orders, skipped, steps));
          }
          await calendar.act(`/v1/maintenance-schedules/${schedule.id}/pause`, { reason: 'the next walk' });
        }),
        { numRuns: runs(4) },
      );
    },
    120_000,
  );
});
