import { TenancyFacade, TenantPlansFacade } from '#contexts/tenancy';
import {
  createTestApp,
  provisionTestTenant,
  waitUntil,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { UsageMeasurementService } from '../../../src/contexts/tenancy/usage/application/usage-measurement.service.js';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
});

const usage = async () => (await admin.get('/v1/usage').expect(200)).body;

describe('usage', () => {
  it('returns for each limit of the plan its maximum, its use and its next reset', async () => {
    await acme.addUser('employee');
    const { id } = (await admin.post('/v1/facilities').send({ name: 'Plant' }).expect(201)).body;
    await admin.post('/v1/equipment').send({ facilityId: id, equipmentNumber: 'P-1', name: 'Pump' }).expect(201);
    const now = new Date();
    const nextMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString();
    expect(await usage()).toEqual({
      plan: 'trial',
      users: { limit: 100, used: 2, resetsAt: null },
      equipment: { limit: 5_000, used: 1, resetsAt: null },
      storage: { limit: 20 * 1024 ** 3, used: 0, resetsAt: null },
      apiCallsMonth: { limit: 1_000_000, used: expect.any(Number), resetsAt: nextMonth },
    });
  });

  it('counts the calls of this month alone', async () => {
    const { schema } = acme.ref;
    await testApp.database.query(`insert into ${schema}.api_usage (day, principal, calls)
      values (date_trunc('month', now() at time zone 'UTC')::date, 'user:a', 40),
        (date_trunc('month', now() at time zone 'UTC')::date - 1, 'user:a', 5000)`);
    const { used } = (await usage()).apiCallsMonth;
    expect(used).toBeGreaterThanOrEqual(40);
    expect(used).toBeLessThan(5_000);
    await waitUntil(async () => (await usage()).apiCallsMonth.used > used, { what: 'a call being counted' });
  });

  it('shows no limit where the plan has none', async () => {
    const plan = {
      planSlug: 'open',
      limits: { users: null, equipment: 3, storage_bytes: null, api_calls: null },
      features: [],
    };
    await testApp.get(TenancyFacade).setEntitlements(acme.ref, plan);
    expect(await usage()).toMatchObject({
      plan: 'open',
      users: { limit: null },
      equipment: { limit: 3 },
      apiCallsMonth: { limit: null, resetsAt: expect.any(String) },
    });
  });

  it('is for those who answer for the account', async () => {
    const roles = ['manager', 'employee', 'technician', 'customer'];
    const clients = await Promise.all(roles.map((role) => acme.as(role)));
    const answers = await Promise.all(clients.map((client) => client.get('/v1/usage')));
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 403]);
  });
});

describe('a recount', () => {
  let tenant: TestTenant;
  let client: HttpClient;
  beforeEach(async () => {
    tenant = await provisionTestTenant(testApp);
    client = await tenant.as('admin');
  });

  const query = (text: string, values: unknown[] = []) => testApp.database.query(text, values);
  const recount = (isDryRun = false) => tenant.run(() => testApp.get(TenantPlansFacade).recount({ isDryRun }));
  const drift = (limit: string, by: number) =>
    query(`update ${tenant.ref.schema}.usage_counters set used = used + $2, updated_at = now() where name = $1`, [
      limit,
      by,
    ]);
  const used = async (limit: string) =>
    Number((await query(`select used from ${tenant.ref.schema}.usage_counters where name = $1`, [limit]))[0]!['used']);
  const addUser = (n: number) =>
    client
      .post('/v1/users')
      .send({ email: `user-${n}@example.com`, password: 'blue-kettle-on-the-roof', role: 'technician' })
      .expect(201);

  it('finds counters that differ from the rows, mends them, and stands in the log of the account', async () => {
    expect(await recount()).toEqual([]);
    await drift('users', 3);
    await drift('equipment', 2);
    const found = expect.arrayContaining([
      { limit: 'users', counted: 4, actual: 1 },
      { limit: 'equipment', counted: 2, actual: 0 },
    ]);
    expect(await recount(true)).toEqual(found);
    expect(await used('users')).toBe(4);
    expect(await recount()).toEqual(found);
    expect([await used('users'), await used('equipment'), await recount()]).toEqual([1, 0, []]);
    const log = `select changes from ${tenant.ref.schema}.audit_logs where action = 'recount' order by changes::text`;
    expect((await query(log)).map(({ changes }) => changes)).toEqual([
      { before: { equipment: 2 }, after: { equipment: 0 } },
      { before: { users: 4 }, after: { users: 1 } },
    ]);
  });

  it('waits for whoever adds something, so that it finds no drift where there is none', async () => {
    const adding = Array.from({ length: 6 }, (_, n) => addUser(n));
    const counting = Array.from({ length: 6 }, () => recount());
    await Promise.all(adding);
    expect((await Promise.all(counting)).flat()).toEqual([]);
    expect(await used('users')).toBe(7);
  });

  it('comes within a day of what the account does, however often that is measured', async () => {
    const measure = () => tenant.run(() => testApp.get(UsageMeasurementService).measure(tenant.ref));
    const planned = async () => {
      const text = `select due_at as at from tenant_wakeups where tenant_id = $1 and kind = 'recount'`;
      return (await query(text, [tenant.ref.id])).map(({ at }) => (at as Date).getTime() - Date.now());
    };
    await measure();
    const [first] = await planned();
    await measure();
    const [second] = await planned();
    expect(second).toBeLessThanOrEqual(first!);
    expect(second).toBeGreaterThan(23 * 3_600_000);
  });
});

describe('a limit that is nearly in use', () => {
  it('is told by an event at 80 and at 100 per cent, once for each time that it rises', async () => {
    const tenant = await provisionTestTenant(testApp);
    const limits = { users: 5, equipment: 0, storage_bytes: null, api_calls: 1_000 };
    await testApp.get(TenancyFacade).setEntitlements(tenant.ref, { planSlug: 'five', limits, features: [] });
    const admin = await tenant.as('admin');
    const told = async () => {
      await tenant.run(() => testApp.get(UsageMeasurementService).measure(tenant.ref));
      const text = `select payload from ${tenant.ref.schema}.outbox where event_type = 'plan_limit.approached' order by occurred_at, id`;
      return (await testApp.database.query(text)).map(({ payload }) => payload as Record<string, unknown>);
    };
    const use = (name: string, used: number) =>
      testApp.database.query(`update ${tenant.ref.schema}.usage_counters set used = $2 where name = $1`, [name, used]);
    const users = (percent: number, used: number) => ({ limit: 'users', percent, used, allowed: 5, plan: 'five' });
    await use('users', 3);
    expect(await told()).toEqual([]);
    await use('users', 4);
    expect(await told()).toEqual([users(80, 4)]);
    const inbox = async () => (await admin.get('/v1/notifications').expect(200)).body.data;
    const [notice] = await waitUntil(async () => ((await inbox()).length > 0 ? inbox() : undefined));
    expect(notice).toMatchObject({ type: 'plan_limit_near', title: '80 % of your plan are in use: users' });
    expect(await told()).toHaveLength(1);
    await use('users', 5);
    expect((await told()).slice(1)).toEqual([users(100, 5)]);
    await use('users', 1);
    expect(await told()).toHaveLength(2);
    await use('users', 6);
    expect((await told()).slice(2)).toEqual([users(100, 6)]);
    await testApp.database.query(
      `insert into ${tenant.ref.schema}.api_usage (day, principal, calls) values ((now() at time zone 'UTC')::date, 'user:a', 800)`,
    );
    const both = await Promise.all([told(), told(), told()]);
    expect(both.map((events) => events.slice(3)).at(-1)).toMatchObject([{ limit: 'api_calls', percent: 80 }]);
    expect(await told()).toHaveLength(4);
  });
});
