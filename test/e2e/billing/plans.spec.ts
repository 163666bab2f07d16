import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { operatorClient } from './operator-client.js';

let testApp: TestApp;
let acme: TestTenant;
let operator: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  acme = await provisionTestTenant(testApp);
  operator = await operatorClient(acme);
});

const query = (text: string, values: unknown[] = []) => testApp.database.query(text, values);
const usd = (amount: string) => ({ amount, currency: 'USD' });
let count = 0;
const aPlan = (given: object = {}) => ({
  slug: `plan-${(count += 1)}`,
  name: `Plan ${count}`,
  priceMonthly: usd('19.90'),
  priceYearly: usd('199.00'),
  maxUsers: 3,
  maxEquipment: null,
  maxStorageGb: 1,
  maxApiCallsPerMonth: 0,
  features: ['webhooks', 'api_access'],
  reason: 'asked for by customers',
  ...given,
});

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly [name: string]: unknown;
}

async function created(given: object = {}): Promise<Plan> {
  return (await operator.post('/admin/v1/plans').send(aPlan(given)).expect(201)).body as Plan;
}

const change = ({ id, version }: Plan, body: object) =>
  operator
    .patch(`/admin/v1/plans/${id}`)
    .set('If-Match', `"${version}"`)
    .send({ reason: 'a change', ...body });
const act = ({ id, version }: Plan, verb: string) =>
  operator
    .post(`/admin/v1/plans/${id}/${verb}`)
    .set('If-Match', `"${version}"`)
    .send({ reason: `to ${verb}` });

describe('the plans on offer', () => {
  const read = () => testApp.anonymous.get('/v1/plans');

  it('are for anybody, smallest first, with prices, limits and features', async () => {
    const { body, headers } = await read().expect(200);
    const names = (body.plans as { slug: string }[]).map(({ slug }) => slug);
    expect(names.slice(0, 3)).toEqual(['starter', 'professional', 'enterprise']);
    expect(body.plans[0]).toMatchObject({ priceMonthly: usd('49.00'), maxUsers: 5, maxEquipment: 100, features: [] });
    expect(body.plans[2]).toMatchObject({ maxUsers: null, features: expect.arrayContaining(['sso', 'white_label']) });
    expect(headers['cache-control']).toBe('public, max-age=300');
    expect(JSON.stringify(body)).not.toMatch(/subscriptions|isTrial|termsVersion/);
  });

  it('are told to be the same by their ETag, until one changes', async () => {
    const plan = await created();
    const { etag } = (await read().expect(200)).headers as { etag: string };
    await read().set('If-None-Match', etag).expect(304);
    await change(plan, { maxUsers: 4 }).expect(200);
    const { body } = await read().set('If-None-Match', etag).expect(200);
    expect(body.plans.find(({ id }: Plan) => id === plan.id).maxUsers).toBe(4);
  });

  it('do not include retired ones, which can be offered again', async () => {
    const plan = await created();
    const ids = async () => (await read().expect(200)).body.plans.map(({ id }: Plan) => id);
    const retired = (await act(plan, 'retire').expect(200)).body as Plan;
    expect(retired).toMatchObject({ isRetired: true });
    expect(await ids()).not.toContain(plan.id);
    await act(retired, 'offer').expect(200);
    expect(await ids()).toContain(plan.id);
  });
});

describe('a change of a plan', () => {
  const versions = async ({ id }: Plan) =>
    query('select terms_version, max_users, price_monthly from plan_versions where plan_id = $1 order by 1', [id]);

  it('makes a version of price, limits and features, and none of names', async () => {
    const plan = await created();
    const renamed = (await change(plan, { name: 'Renamed', features: ['api_access', 'webhooks'] }).expect(200)).body;
    expect(renamed).toMatchObject({ name: 'Renamed', termsVersion: 1, version: 2 });
    const raised = (await change(renamed as Plan, { maxUsers: null, priceMonthly: usd('20') }).expect(200)).body;
    expect(raised).toMatchObject({ termsVersion: 2, maxUsers: null, priceMonthly: usd('20.00') });
    expect(await versions(plan)).toEqual([
      { terms_version: 1, max_users: 3, price_monthly: '19.90' },
      { terms_version: 2, max_users: null, price_monthly: '20.00' },
    ]);
  });

  it('of one that somebody else changed meanwhile is refused, and of two at once one is made', async () => {
    const plan = await created();
    const answers = await Promise.all([1, 2, 3, 4].map((maxUsers) => change(plan, { maxUsers: 10 + maxUsers })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect(await versions(plan)).toHaveLength(2);
  });

  it.each([
    [
      'two currencies',
      { priceYearly: { amount: '10.00', currency: 'EUR' } },
      'money.currency_mismatch',
      '/priceYearly',
    ],
    ['half a cent', { priceMonthly: usd('1.005') }, 'field.pattern', '/priceMonthly/amount'],
    ['a negative limit', { maxUsers: -1 }, 'field.too_small', '/maxUsers'],
    ['an unknown feature', { features: ['flying'] }, 'field.unknown_value', '/features/0'],
    ['a feature twice', { features: ['sso', 'sso'] }, 'field.duplicate_items', '/features'],
  ])('to %s is refused at its field', async (_, given, code, pointer) => {
    const { body } = await change(await created(), given).expect(422);
    expect(body.errors[0]).toMatchObject({ code, pointer });
    expect((await operator.post('/admin/v1/plans').send(aPlan(given)).expect(422)).body.errors[0]).toMatchObject({
      code,
      pointer,
    });
  });

  it('takes no slug that another one has, and no second plan for trials', async () => {
    const first = await created({ isTrial: true });
    const taken = await operator
      .post('/admin/v1/plans')
      .send(aPlan({ slug: first['slug'] }))
      .expect(409);
    expect(taken.body).toMatchObject({ code: 'plan.slug_taken', existingId: first.id });
    const second = await created();
    const { body } = await change(second, { isTrial: true }).expect(409);
    expect(body).toMatchObject({ code: 'plan.other_for_trials', errors: [{ pointer: '/isTrial' }] });
    const retired = (await act(first, 'retire').expect(200)).body as Plan;
    expect((await change(retired, { isTrial: true }).expect(409)).body.code).toBe('plan.retired');
  });

  it('stands in the log of the platform with what differs and why', async () => {
    const plan = await created();
    await change(plan, { maxUsers: 7, reason: 'seven it is' }).expect(200);
    const [entry] = await query(
      `select reason, changes from platform_audit_logs where resource_id = $1 and action = 'update'`,
      [plan.id],
    );
    expect(entry).toMatchObject({
      reason: 'seven it is',
      changes: { before: { maxUsers: 3 }, after: { maxUsers: 7 } },
    });
  });
});

describe('operators of the support', () => {
  it('read plans and change none', async () => {
    const support = await operatorClient(acme, 'support');
    const plan = await created();
    await support.get(`/admin/v1/plans/${plan.id}`).expect(200);
    await support.post('/admin/v1/plans').send(aPlan()).expect(403);
    await support
      .patch(`/admin/v1/plans/${plan.id}`)
      .set('If-Match', '"1"')
      .send({ maxUsers: 9, reason: 'x' })
      .expect(403);
  });
});

describe('a plan', () => {
  it('that nobody has can be deleted, one that trials are on cannot', async () => {
    const plan = await created();
    await act(plan, 'delete').expect(204);
    await operator.get(`/admin/v1/plans/${plan.id}`).expect(404);
    const used = await created();
    await query('update tenants set plan_slug = $1 where id = $2', [used['slug'], acme.ref.id]);
    expect((await act(used, 'delete').expect(409)).body.code).toBe('plan.in_use');
    await operator.get(`/admin/v1/plans/${used.id}`).expect(200);
  });
});
