import pg from 'pg';
import { WorkOrdersFacade, type GenerationOptions, type GenerationReport } from '#contexts/work-orders';
import { MaintenanceScenario } from '../../e2e/work-orders/maintenance-scenario.js';

let scenario: MaintenanceScenario;
beforeAll(async () => {
  scenario = await MaintenanceScenario.open({ ROLE: 'api', LOG_LEVEL: 'fatal' });
});

const query = <R extends object>(text: string, values: unknown[] = []) =>
  scenario.testApp.database.query<R & Record<string, unknown>>(
    text.replaceAll('tenant.', `${scenario.acme.ref.schema}.`),
    values,
  );

const generateAll = (options: GenerationOptions = {}): Promise<GenerationReport> =>
  scenario.acme.run(() => scenario.testApp.get(WorkOrdersFacade).generateMaintenance(options));

const loseZone = (id: string) =>
  query(`update tenant.maintenance_schedules set timezone = 'Mars/Base' where id = $1`, [id]);

const noSuchZone = 'timezone must be an IANA time zone, such as Europe/Berlin';

async function restingIds(): Promise<string[]> {
  const { body } = await scenario.admin.get('/v1/maintenance-schedules?resting=true').expect(200);
  return body.data.map(({ id }: { id: string }) => id);
}

describe('a schedule that cannot be planned', () => {
  it('keeps none of the others from their work, and rests in sight of everybody until it is repaired', async () => {
    const [poison, sound] = [await scenario.aSchedule(), await scenario.aSchedule()];
    await loseZone(poison.id);
    const resting = [{ scheduleId: poison.id, reason: noSuchZone }];
    expect(await generateAll()).toMatchObject({ generated: 1, resting });
    expect(await scenario.workOrders(sound.id)).toHaveLength(1);
    const { restingReason, restsUntil, nextOccurrenceAt } = await scenario.schedule(poison.id);
    expect(restingReason).toBe(noSuchZone);
    expect(Date.parse(restsUntil)).toBeGreaterThan(Date.now());
    expect(nextOccurrenceAt).toBe(poison.nextOccurrenceAt);
    expect(await restingIds()).toEqual([poison.id]);
    expect(await scenario.generate(poison.id)).toMatchObject({ generated: 0, resting });
    expect(await scenario.edit(poison.id, { timezone: 'UTC' })).toMatchObject({
      restingReason: null,
      restsUntil: null,
    });
    expect(await scenario.generate(poison.id)).toMatchObject({ generated: 1, resting: [] });
    expect(await restingIds()).toEqual([]);
  });

  it('goes on by itself when what it needs is there again', async () => {
    const { id } = await scenario.aSchedule();
    await loseZone(id);
    await generateAll();
    await query(`update tenant.maintenance_schedules set timezone = 'UTC' where id = $1`, [id]);
    expect(await generateAll()).toMatchObject({ generated: 1, resting: [] });
    expect(await scenario.schedule(id)).toMatchObject({ restingReason: null, restsUntil: null });
  });

  it.each([
    ['fixed', 'complete', { workPerformed: 'Greased.' }],
    ['floating', 'complete', { workPerformed: 'Greased.' }],
    ['floating', 'cancel', { reason: 'not needed' }],
  ])('lets its %s work order %s, and rests', async (recurrenceBasis, verb, body) => {
    const { id } = await scenario.aSchedule({ recurrenceBasis });
    await scenario.generate(id);
    const [workOrder] = await scenario.workOrders(id);
    await scenario.act(`/v1/work-orders/${workOrder.id}/start`);
    await loseZone(id);
    const { nextOccurrenceAt } = await scenario.schedule(id);
    const { status } = await scenario.act(`/v1/work-orders/${workOrder.id}/${verb}`, body);
    expect(status).toMatch(/^(completed|canceled)$/);
    expect(await scenario.schedule(id)).toMatchObject({ nextOccurrenceAt, restingReason: noSuchZone });
  });

  it('can be paused, which ends its rest, and resumed, which does not repair it', async () => {
    const { id } = await scenario.aSchedule();
    await loseZone(id);
    const paused = await scenario.act(`/v1/maintenance-schedules/${id}/pause`, { reason: 'refurbishment' });
    expect(paused).toMatchObject({ restingReason: null, restsUntil: null });
    expect(await scenario.act(`/v1/maintenance-schedules/${id}/resume`)).toMatchObject({ restingReason: noSuchZone });
  });
});

describe('a schedule whose work orders the database refuses', () => {
  beforeAll(() => query(`alter table tenant.tasks add constraint poison check (title not like 'Poison%')`));
  afterAll(() => query('alter table tenant.tasks drop constraint poison'));

  it('rests alone: all that fell due with it is made, with every row that belongs to it', async () => {
    const poison = await scenario.aSchedule({ workOrderTitle: 'Poison' });
    const sound = [];
    for (let n = 0; n < 10; n += 1) sound.push(await scenario.aSchedule());
    const other = await scenario.aSchedule({ workOrderTitle: 'Poison too' });
    const report = await generateAll();
    const reason = 'the database refuses its work orders (23514); the log says more';
    expect(report).toMatchObject({ generated: 10 });
    const refused = report.resting.filter(({ reason: said }) => said === reason).map(({ scheduleId }) => scheduleId);
    expect(refused.sort()).toEqual([poison.id, other.id].sort());
    for (const { id } of sound) {
      expect(await scenario.workOrders(id)).toHaveLength(1);
      expect(await scenario.occurrences(id)).toMatchObject([{ status: 'generated' }]);
    }
    for (const { id, nextOccurrenceAt } of [poison, other]) {
      expect([await scenario.workOrders(id), await scenario.occurrences(id)]).toEqual([[], []]);
      expect(await scenario.schedule(id)).toMatchObject({ restingReason: reason, nextOccurrenceAt });
    }
    const left = await query(`select from tenant.outbox as o where event_type = 'work_order.created'
      and not exists (select from tenant.tasks as t where t.id = o.aggregate_id)`);
    expect(left).toEqual([]);
  });
});

/** The effect of inserting a work order called "Slow" on its transaction. */
const delays = {
  57014: `set local statement_timeout = '50ms'`,
  '25P03': `set local idle_in_transaction_session_timeout = '1ms'`,
  '25P04': `set local transaction_timeout = '1ms'`,
};

/** Waits before the commit for longer than the server allows. */
const idle = async (): Promise<void> => void (await query('select pg_sleep(0.03)'));

describe.each(Object.entries(delays))('a schedule whose work orders take too long (%s)', (code, act) => {
  beforeAll(async () => {
    await query(`create function tenant.delay() returns trigger language plpgsql as
      $$ begin if new.title like 'Slow%' then ${act}; end if; return new; end $$`);
    await query(`create function tenant.linger() returns trigger language plpgsql as
      $$ begin if current_setting('statement_timeout') = '50ms' then perform pg_sleep(1); end if; return new; end $$`);
    await query('create trigger delay before insert on tenant.tasks for each row execute function tenant.delay()');
    await query(
      'create trigger linger before insert on tenant.task_history for each row execute function tenant.linger()',
    );
  });
  afterAll(() => query('drop function tenant.delay() cascade; drop function tenant.linger() cascade'));

  it('rests alone, and all others are made', async () => {
    const sound = [];
    for (let n = 0; n < 5; n += 1) sound.push(await scenario.aSchedule());
    const slow = await scenario.aSchedule({ workOrderTitle: 'Slow' });
    const report = await generateAll({ onBatch: idle });
    const reason = `the database does not take its work orders in time (${code}); the log says more`;
    expect(report.resting).toContainEqual({ scheduleId: slow.id, reason });
    for (const { id } of sound) expect(await scenario.workOrders(id)).toHaveLength(1);
    expect(await scenario.schedule(slow.id)).toMatchObject({ restingReason: reason });
    expect([await scenario.workOrders(slow.id), await scenario.occurrences(slow.id)]).toEqual([[], []]);
    await scenario.edit(slow.id, { isActive: false });
  });
});

describe('a lock that somebody else holds on the table', () => {
  it('makes no schedule rest: the run fails, and the next one makes what is due', async () => {
    const { id } = await scenario.aSchedule();
    const client = new pg.Client(scenario.testApp.database.superuserUrl);
    await client.connect();
    await client.query(`begin; lock table ${scenario.acme.ref.schema}.tasks in share mode`);
    await expect(generateAll()).rejects.toMatchObject({ code: '55P03' });
    await client.query('rollback');
    await client.end();
    expect(await scenario.schedule(id)).toMatchObject({ restingReason: null });
    await generateAll();
    expect(await scenario.workOrders(id)).toHaveLength(1);
  });
});
