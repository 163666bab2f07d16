import { Clock } from '#libs/kernel';
import { JobRunner, TenantWakeups } from '#libs/jobs';
import { skewMachine, waitUntil } from '#libs/testing';
import { local, MaintenanceScenario } from './maintenance-scenario.js';

const MINUTE = 60_000;

/** The database is on the same machine, so only the clock of the process is wrong, as on another machine. */
describe.each([7, -7])('a process whose machine is %s minutes off', (minutes) => {
  let scenario: MaintenanceScenario;
  let setRight: () => void;
  beforeAll(async () => {
    setRight = skewMachine(minutes * MINUTE);
    scenario = await MaintenanceScenario.open();
  });
  afterAll(() => setRight());

  const query = (statement: string, values: unknown[] = []) =>
    scenario.testApp.database.query<Record<string, string>>(
      statement.replaceAll('tenant.', `"${scenario.acme.ref.schema}".`),
      values,
    );
  /** Milliseconds from now, by the database. */
  const fromNow = async (time: string | Date): Promise<number> => {
    const [row] = await query('select (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::text as ms', [
      time,
    ]);
    return Number(row!['ms']);
  };
  /** The time of the database, so much later. */
  const at = async (milliseconds: number): Promise<string> => {
    const [row] = await query(
      `select to_char((now() + $1 * interval '1 ms') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`,
      [milliseconds],
    );
    return row!['at']!;
  };

  it('goes by the time of the database, also when the machine is set meanwhile', async () => {
    const clock = scenario.testApp.get(Clock);
    expect(Math.abs(await fromNow(clock.now()))).toBeLessThan(1_000);
    const undo = skewMachine(-3 * minutes * MINUTE);
    expect(Math.abs(await fromNow(clock.now()))).toBeLessThan(1_000);
    undo();
  });

  it('completes work at that time, and counts the next date from it', async () => {
    const schedule = await scenario.aSchedule({ recurrenceBasis: 'floating', firstOccurrenceAt: local(-3) });
    await scenario.generate(schedule.id);
    const [{ id }] = await scenario.workOrders(schedule.id);
    await scenario.act(`/v1/work-orders/${id}/start`);
    const done = await scenario.act(`/v1/work-orders/${id}/complete`, { workPerformed: 'Oiled' });
    for (const time of [done.createdAt, done.startedAt, done.completedAt, done.updatedAt])
      expect(Math.abs(await fromNow(time))).toBeLessThan(5_000);
    const { nextOccurrenceAt } = await scenario.schedule(schedule.id);
    expect(nextOccurrenceAt > done.completedAt).toBe(true);
    for (const line of await scenario.history(id)) expect(Math.abs(await fromNow(line.createdAt))).toBeLessThan(10_000);
  });

  it.each([3, -3])('treats work due in %s minutes as the lists do', async (due) => {
    const body = { title: 'Oil', type: 'repair', equipmentId: scenario.equipmentId, dueAt: await at(due * MINUTE) };
    const { body: created } = await scenario.admin.post('/v1/work-orders').send(body).expect(201);
    expect(created.isOverdue).toBe(due < 0);
    expect((await scenario.admin.get(`/v1/work-orders/${created.id}`).expect(200)).body.isOverdue).toBe(due < 0);
  });

  it('begins requested operations at once', async () => {
    const { body } = await scenario.admin.post('/v1/maintenance-schedules/generate').send({}).expect(202);
    await waitUntil(
      async () => (await scenario.admin.get(`/v1/operations/${body.id}`).expect(200)).body.status === 'succeeded',
      { what: 'the operation' },
    );
  });

  it('tries a failed job and a failed delivery again when their time has come', async () => {
    await query('alter table tenant.maintenance_schedules rename to lost_schedules');
    await query('alter table tenant.notifications rename to lost_notifications');
    try {
      const assigned = {
        title: 'Oil',
        type: 'repair',
        equipmentId: scenario.equipmentId,
        assigneeId: await technician(),
      };
      await scenario.admin.post('/v1/work-orders').send(assigned).expect(201);
      await scenario.testApp.get(TenantWakeups).wakeBy(scenario.acme.ref.id, 'maintenance', new Date(0));
      await scenario.testApp.get(JobRunner).tick();
      const [due] = await query(
        `select due_at::text from public.tenant_wakeups where kind = 'maintenance' and tenant_id = $1`,
        [scenario.acme.ref.id],
      );
      expect(await fromNow(due!['due_at']!)).toBeGreaterThan(30_000);
      expect(await fromNow(due!['due_at']!)).toBeLessThan(61_000);
      const next = await waitUntil(async () => {
        const [event] = await query('select next_attempt_at::text as at from tenant.outbox where attempts > 0');
        return event?.['at'];
      });
      expect(Math.abs(await fromNow(next))).toBeLessThan(20_000);
    } finally {
      await query('alter table tenant.lost_schedules rename to maintenance_schedules');
      await query('alter table tenant.lost_notifications rename to notifications');
    }
  });

  it('issues tokens that end when all processes think so', async () => {
    const { accessToken } = await scenario.acme.tokens(scenario.acme.admin);
    const { exp } = JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString()) as { exp: number };
    const left = await fromNow(new Date(exp * 1_000));
    expect(left).toBeGreaterThan(14 * MINUTE);
    expect(left).toBeLessThan(15 * MINUTE + 1_000);
  });

  const technician = async (): Promise<string> => (await scenario.acme.addUser('technician')).id;
});
