import { TenancyFacade } from '#contexts/tenancy';
import { JobRunner } from '#libs/jobs';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { operatorClient } from './operator-client.js';

let testApp: TestApp;
/** Another process on the same database. */
let there: TestApp;
let operator: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  const { jwt: JWT_SECRET, cursor: CURSOR_SECRET, encryption: ENCRYPTION_KEY } = testApp.config.secrets;
  const environment = { ROLE: 'api', JWT_SECRET, CURSOR_SECRET, ENCRYPTION_KEY };
  there = await createTestApp({ database: testApp.database, environment });
  operator = await operatorClient(await provisionTestTenant(testApp));
});

const query = (text: string, values: unknown[] = []) => testApp.database.query(text, values);
const usd = (amount: string) => ({ amount, currency: 'USD' });
let count = 0;

interface Resource {
  readonly id: string;
  readonly version: number;
  readonly [name: string]: unknown;
}

async function aPlan(given: object = {}): Promise<Resource> {
  count += 1;
  const { body } = await operator.post('/admin/v1/plans').send({
    ...{ slug: `sold-${count}`, name: `Sold ${count}`, priceMonthly: usd('30.00'), priceYearly: usd('300.00') },
    ...{ maxUsers: 10, maxEquipment: 10, maxStorageGb: 1, maxApiCallsPerMonth: 100_000 },
    ...{ features: ['api_access'], reason: 'for a test', ...given },
  });
  return body as Resource;
}

const assign = (tenant: TestTenant, plan: Resource, given: object = {}) =>
  operator
    .post('/admin/v1/subscriptions')
    .send({ tenantId: tenant.ref.id, planId: plan.id, billingCycle: 'monthly', reason: 'signed', ...given });
const changePlan = ({ id, version }: Resource, plan: Resource, given: object = {}) =>
  operator
    .post(`/admin/v1/subscriptions/${id}/change-plan`)
    .set('If-Match', `"${version}"`)
    .send({ planId: plan.id, reason: 'asked for', ...given });

async function subscribed(plan: Resource): Promise<{ tenant: TestTenant; admin: HttpClient; subscription: Resource }> {
  const tenant = await provisionTestTenant(testApp);
  const { body } = await assign(tenant, plan).expect(201);
  return { tenant, admin: await tenant.as('admin'), subscription: body as Resource };
}

const own = async (client: HttpClient) => (await client.get('/v1/subscription').expect(200)).body;

describe('the subscription of an account', () => {
  it('says on trial until when, what is left, and what to do', async () => {
    const tenant = await provisionTestTenant(testApp);
    expect(await own(await tenant.as('admin'))).toMatchObject({
      ...{ plan: 'trial', planName: null, status: 'trialing', trialEndsAt: expect.any(String) },
      ...{ price: null, billingCycle: null, periodEnd: null, nextStep: 'choose_plan' },
      users: { limit: 100, used: 1, left: 99 },
      features: expect.arrayContaining(['api_access', 'sso']),
    });
  });

  it('is what an operator gave, from the next request on', async () => {
    const { admin, tenant } = await subscribed(await aPlan({ maxUsers: 2, maxEquipment: null }));
    const body = await own(admin);
    expect(body).toMatchObject({
      ...{ plan: `sold-${count}`, planName: `Sold ${count}`, status: 'active', trialEndsAt: null },
      ...{ price: usd('30.00'), billingCycle: 'monthly', nextStep: 'none', features: ['api_access'] },
      users: { limit: 2, used: 1, left: 1 },
      equipment: { limit: null, left: null },
      apiCallsMonth: { limit: 100_000 },
    });
    expect(new Date(body.periodEnd as string) > new Date()).toBe(true);
    await tenant.addUser('technician');
    expect((await own(admin)).nextStep).toBe('choose_larger_plan');
    const third = { email: 'third@example.com', password: 'blue-kettle-on-the-roof', role: 'technician' };
    const refused = await admin.post('/v1/users').send(third).expect(402);
    expect(refused.body).toMatchObject({ code: 'plan.limit_reached', limit: 'users', used: 2, allowed: 2 });
  });

  it('is told, where it refuses something, the smallest plan on offer that lifts that', async () => {
    const order = { sortOrder: 1 };
    const small = await aPlan({ ...order, maxUsers: 1, features: [] });
    const feature = await aPlan({ ...order, sortOrder: 2, maxUsers: 1, features: ['api_access'] });
    const users = await aPlan({ ...order, sortOrder: 3, maxUsers: 2 });
    const { admin } = await subscribed(small);
    const second = { email: 'second@example.com', password: 'blue-kettle-on-the-roof', role: 'technician' };
    expect((await admin.post('/v1/users').send(second).expect(402)).body).toMatchObject({ liftedBy: users['slug'] });
    const key = { name: 'Gateway', scopes: ['work_orders:read'] };
    expect((await admin.post('/v1/api-keys').send(key).expect(402)).body).toMatchObject({
      ...{ code: 'plan.feature_missing', feature: 'api_access', liftedBy: feature['slug'] },
    });
  });

  it('is for those who answer for the account', async () => {
    const tenant = await provisionTestTenant(testApp);
    const clients = await Promise.all(['manager', 'employee', 'technician', 'customer'].map((role) => tenant.as(role)));
    const answers = await Promise.all(clients.map((client) => client.get('/v1/subscription')));
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 403]);
  });
});

describe('giving a tenant a plan', () => {
  it('ends its trial, and stands in the log with the reason', async () => {
    const { tenant } = await subscribed(await aPlan());
    const { body } = await operator.get(`/admin/v1/tenants/${tenant.ref.id}`).expect(200);
    expect(body).toMatchObject({ status: 'active', plan: `sold-${count}` });
    const log = await query(`select reason from platform_audit_logs where tenant_id = $1 and action = 'subscribe'`, [
      tenant.ref.id,
    ]);
    expect(log).toEqual([{ reason: 'signed' }]);
  });

  it('happens once, however many send it at once', async () => {
    const [tenant, plan] = [await provisionTestTenant(testApp), await aPlan()];
    const answers = await Promise.all(Array.from({ length: 8 }, () => assign(tenant, plan)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    const refused = answers.find(({ status }) => status === 409)!;
    const made = answers.find(({ status }) => status === 201)!;
    expect(refused.body).toMatchObject({ code: 'subscription.exists', existingId: made.body.id });
  });

  it.each([
    ['an unknown tenant', { tenantId: crypto.randomUUID() }, 422, 'tenant.unknown'],
    ['an unknown plan', { planId: crypto.randomUUID() }, 422, 'plan.unknown'],
  ])('is refused for %s', async (_, given, status, code) => {
    const { body } = await assign(await provisionTestTenant(testApp), await aPlan(), given).expect(status);
    expect(body.code).toBe(code);
  });

  it('is refused for a retired plan, a closed tenant and operators of the support', async () => {
    const [tenant, plan] = [await provisionTestTenant(testApp), await aPlan()];
    const support = await operatorClient(tenant, 'support');
    await support
      .post('/admin/v1/subscriptions')
      .send({ tenantId: tenant.ref.id, planId: plan.id, billingCycle: 'monthly', reason: 'x' })
      .expect(403);
    const retire = operator.post(`/admin/v1/plans/${plan.id}/retire`).set('If-Match', '"1"');
    await retire.send({ reason: 'old' }).expect(200);
    expect((await assign(tenant, plan).expect(409)).body.code).toBe('plan.retired');
    await tenant.run(() => testApp.get(TenancyFacade).suspend(tenant.slug, 'unpaid'));
    expect((await assign(tenant, await aPlan()).expect(409)).body.code).toBe('tenant.not_readable');
    expect(await query('select from subscriptions where tenant_id = $1', [tenant.ref.id])).toEqual([]);
  });

  it('and suspending it at once leaves both done, or the plan refused', async () => {
    const plan = await aPlan({ maxUsers: 4 });
    for (let round = 0; round < 4; round += 1) {
      const tenant = await provisionTestTenant(testApp);
      const suspend = () => tenant.run(() => testApp.get(TenancyFacade).suspend(tenant.slug, 'unpaid'));
      const [answer] = await Promise.all([assign(tenant, plan), suspend()]);
      // 503: what it uses could no longer be read, and is asked for again
      expect([201, 409, 503]).toContain(answer.status);
      const state = () => query('select status, suspended_from from tenants where id = $1', [tenant.ref.id]);
      const from = answer.status === 201 ? 'active' : 'trialing';
      expect(await state()).toEqual([{ status: 'suspended', suspended_from: from }]);
      await tenant.run(() => testApp.get(TenancyFacade).resume(tenant.slug, 'paid'));
      if (answer.status !== 201) continue;
      await query(`update tenant_wakeups set due_at = now() where kind = 'entitlements' and tenant_id = $1`, [
        tenant.ref.id,
      ]);
      await testApp.get(JobRunner).tick();
      expect((await own(await tenant.as('admin'))).users.limit).toBe(4);
    }
  });
});

describe('limits of a subscription', () => {
  it('reach the tables of the tenant by the job, where a process died before it copied them', async () => {
    const { tenant, admin } = await subscribed(await aPlan({ maxUsers: 6 }));
    await query(
      `update ${tenant.ref.schema}.entitlements set limit_value = 1, plan_slug = 'before' where kind = 'limit'`,
    );
    await testApp.get(JobRunner).tick();
    expect(await own(admin)).toMatchObject({ plan: `sold-${count}`, users: { limit: 6 } });
  });
});

describe('a change of plan', () => {
  const preview = (tenant: TestTenant, plan: Resource, client = operator) =>
    client.get(`/admin/v1/tenants/${tenant.ref.id}/plan-previews/${plan.id}`);

  it('is told before: what is over, gained and lost; and is then refused with the same list', async () => {
    const { tenant, subscription } = await subscribed(await aPlan({ features: ['api_access', 'sso'] }));
    await Promise.all([tenant.addUser('technician'), tenant.addUser('employee')]);
    const small = await aPlan({ maxUsers: 2, features: ['webhooks', 'api_access'] });
    const over = [{ limit: 'users', used: 3, allowed: 2 }];
    expect((await preview(tenant, small).expect(200)).body).toMatchObject({
      ...{ plan: small['slug'], isPossible: false, over, gainedFeatures: ['webhooks'], lostFeatures: ['sso'] },
    });
    expect((await changePlan(subscription, small).expect(409)).body).toMatchObject({ code: 'plan.too_small', over });
    expect((await operator.get(`/admin/v1/subscriptions/${subscription.id}`)).body).toEqual(subscription);
  });

  it('of one account is counted against its own use alone', async () => {
    const large = await subscribed(await aPlan());
    await large.tenant.addUser('technician');
    const other = await provisionTestTenant(testApp);
    const single = await aPlan({ maxUsers: 1 });
    expect((await preview(large.tenant, single).expect(200)).body.isPossible).toBe(false);
    expect((await preview(other, single).expect(200)).body).toMatchObject({ isPossible: true, over: [] });
  });

  it('reaches limits, features and the calls of the month at the next request, in every process', async () => {
    const { tenant, subscription } = await subscribed(await aPlan({ maxApiCallsPerMonth: 7_000 }));
    const { accessToken } = await tenant.tokens(tenant.admin);
    const clients = [testApp.withToken(accessToken), there.withToken(accessToken)];
    const monthly = (headers: Record<string, string>) => /"month";q=(\d+)/.exec(headers['ratelimit-policy']!)?.[1];
    for (const client of clients)
      expect(monthly((await client.get('/v1/facilities').expect(200)).headers as never)).toBe('7000');
    const larger = await aPlan({ maxUsers: 50, maxApiCallsPerMonth: 9_000, features: ['white_label'] });
    const changed = (await changePlan(subscription, larger, { billingCycle: 'yearly' }).expect(200)).body;
    expect(changed).toMatchObject({ plan: larger['slug'], billingCycle: 'yearly', price: usd('300.00'), version: 2 });
    for (const client of clients) {
      expect(monthly((await client.get('/v1/facilities').expect(200)).headers as never)).toBe('9000');
      expect(await own(client)).toMatchObject({ features: ['white_label'], users: { limit: 50 } });
      await client
        .post('/v1/api-keys')
        .send({ name: 'Gateway', scopes: ['work_orders:read'] })
        .expect(402);
    }
  });

  it('of somebody else meanwhile is refused as stale, and leaves limits as they are', async () => {
    const { admin, subscription } = await subscribed(await aPlan());
    const plans = [await aPlan({ maxUsers: 21 }), await aPlan({ maxUsers: 22 }), await aPlan({ maxUsers: 23 })];
    const answers = await Promise.all(plans.map((plan) => changePlan(subscription, plan)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const winner = plans[answers.findIndex(({ status }) => status === 200)]!;
    expect((await own(admin)).plan).toBe(winner['slug']);
    expect((await own(admin)).users.limit).toBe(winner['maxUsers']);
  });

  it('of the terms of a plan touches nobody who has it, until asked', async () => {
    const plan = await aPlan({ maxUsers: 5 });
    const { admin, subscription } = await subscribed(plan);
    const outdated = async () =>
      (await operator.get(`/admin/v1/subscriptions?planId=${plan.id}&outdated=true`).expect(200)).body.data;
    expect(await outdated()).toEqual([]);
    const terms = { maxUsers: 8, priceMonthly: usd('40.00'), reason: 'more for more' };
    const edited = operator.patch(`/admin/v1/plans/${plan.id}`).set('If-Match', `"${plan.version}"`);
    expect((await edited.send(terms).expect(200)).body).toMatchObject({ subscriptions: 1, termsVersion: 2 });
    await testApp.get(JobRunner).tick();
    expect(await own(admin)).toMatchObject({ users: { limit: 5 }, price: usd('30.00') });
    expect(await outdated()).toMatchObject([{ id: subscription.id, isOutdated: true, termsVersion: 1 }]);
    await changePlan(subscription, plan).expect(200);
    expect(await own(admin)).toMatchObject({ users: { limit: 8 }, price: usd('40.00') });
    expect(await outdated()).toEqual([]);
    const { body } = await operator
      .post(`/admin/v1/plans/${plan.id}/delete`)
      .set('If-Match', '"2"')
      .send({ reason: 'gone' })
      .expect(409);
    expect(body.code).toBe('plan.in_use');
  });
});
