import { TenancyFacade } from '#contexts/tenancy';
import {
  createTestApp,
  provisionTestTenant,
  waitUntil,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';

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
