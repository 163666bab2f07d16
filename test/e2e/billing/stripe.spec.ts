import fc from 'fast-check';
import { BillingFacade } from '#contexts/billing';
import { TenancyFacade } from '#contexts/tenancy';
import { runAsSystem } from '#libs/request-context';
import { provisionTestTenant, type HttpClient } from '#libs/testing';
import { runs } from '../../support/sampling.js';
import { begin, own, PaidProduct, sessionIn, usd } from './paid-product.js';
import { lostEvents } from './lost-events.suite.js';
import { planSwitches } from './plan-switch.suite.js';
import { expected, live, lives, mirrored } from './subscription-lives.js';

let product: PaidProduct;

beforeAll(async () => {
  product = await PaidProduct.start();
});

afterEach(() => void (product.standIn.illness = undefined));

describe('subscribing at Stripe', () => {
  it('leads from the choice of a plan to its limits, in whatever order Stripe tells of it', async () => {
    const tenant = await provisionTestTenant(product.testApp);
    const admin = await tenant.as('admin');
    const plan = await product.plan({ maxUsers: 3 });
    const { body } = await begin(admin, plan.id, 'yearly').expect(200);
    expect(body).toEqual({
      url: expect.stringMatching(/^https:\/\/checkout\.stripe\.com\//),
      expiresAt: expect.any(String),
    });
    expect(await own(admin)).toMatchObject({ status: 'trialing', provider: null });
    product.standIn.state.pay(sessionIn(body.url as string));
    for (const event of product.news().reverse()) await product.deliver(product.standIn.sign(event)).expect(200);
    await product.apply();
    expect(await own(admin)).toMatchObject({
      ...{ plan: plan.slug, status: 'active', provider: 'stripe', billingCycle: 'yearly', price: usd('199.00') },
      ...{ cancelAtPeriodEnd: false, nextStep: 'none', users: { limit: 3, used: 1 } },
    });
    const [price] = [...product.standIn.state.prices.values()].slice(-1);
    expect(price).toMatchObject({ unit_amount: 19_900, currency: 'usd', recurring: { interval: 'year' } });
    const rows = await product.query(
      `select action, changes->'after'->>'plan' as plan from "${tenant.ref.schema}".audit_logs where action = 'begin_checkout'`,
    );
    expect(rows).toEqual([{ action: 'begin_checkout', plan: plan.slug }]);
  });

  it('makes one price for a version of a plan, and leaves those who pay the former one alone', async () => {
    const { admin, planId } = await product.customer();
    const { body: plan, headers } = await product.operator.get(`/admin/v1/plans/${planId}`).expect(200);
    await product.operator
      .patch(`/admin/v1/plans/${planId}`)
      .set('If-Match', headers['etag'] as string)
      .send({ priceMonthly: usd('29.90'), reason: 'dearer' })
      .expect(200);
    const others = await Promise.all([provisionTestTenant(product.testApp), provisionTestTenant(product.testApp)]);
    const clients = await Promise.all(others.map((tenant) => tenant.as('admin')));
    await Promise.all(clients.map((client) => begin(client, planId).expect(200)));
    const amounts = [...product.standIn.state.prices.values()]
      .filter(({ metadata }) => metadata['plan_id'] === (plan as { id: string }).id)
      .map(({ unit_amount: amount }) => amount);
    expect(amounts.sort()).toEqual([1_990, 2_990]);
    expect(await own(admin)).toMatchObject({ price: usd('19.90') });
  });

  it('closes the page that was begun before, so that nobody pays twice', async () => {
    const admin = await (await provisionTestTenant(product.testApp)).as('admin');
    const { id } = await product.plan();
    const first = (await begin(admin, id).expect(200)).body.url as string;
    await begin(admin, id).expect(200);
    expect(product.standIn.state.sessions.get(sessionIn(first))!.status).toBe('expired');
  });

  it('is refused to whoever has a subscription, uses more than the plan allows, or signed in long ago', async () => {
    const { admin, planId, tenant } = await product.customer();
    await begin(admin, planId).expect(409, /subscription\.runs_already/);
    const other = await provisionTestTenant(product.testApp);
    await other.addUser('technician');
    const refused = await begin(await other.as('admin'), (await product.plan({ maxUsers: 1 })).id).expect(409);
    expect(refused.body).toMatchObject({ code: 'plan.too_small', over: [{ limit: 'users', used: 2, allowed: 1 }] });
    await begin(await tenant.as('manager'), planId).expect(403);
    const stale = await provisionTestTenant(product.testApp);
    const client = await stale.as('admin');
    await product.query(`update "${stale.ref.schema}".sessions set authenticated_at = now() - interval '1 hour'`);
    await begin(client, planId).expect(403, /auth\.fresh_sign_in_needed/);
  });

  it('is answered 503 while Stripe is down, and leaves nothing behind', async () => {
    const tenant = await provisionTestTenant(product.testApp);
    const admin = await tenant.as('admin');
    const { id } = await product.plan();
    product.standIn.illness = 'error';
    const answer = await begin(admin, id).expect(503);
    expect(answer.body).toMatchObject({ code: 'stripe.unavailable' });
    expect(answer.headers['retry-after']).toBe('30');
    const rows = await product.query('select from public.stripe_customers where tenant_id = $1', [tenant.ref.id]);
    expect(rows).toEqual([]);
  });
});

describe('a subscription at Stripe', () => {
  const post = (client: HttpClient, verb: string) => client.post(`/v1/subscription/${verb}`);

  it('is ended with its period and gone on with, at Stripe and here at once', async () => {
    const { admin, tenant, subscription } = await product.customer();
    expect((await post(admin, 'cancel').expect(200)).body).toMatchObject({ status: 'active', cancelAtPeriodEnd: true });
    expect(subscription.cancel_at_period_end).toBe(true);
    expect((await post(admin, 'resume').expect(200)).body).toMatchObject({ cancelAtPeriodEnd: false });
    expect(subscription.cancel_at_period_end).toBe(false);
    const rows = await product.query(
      `select action from "${tenant.ref.schema}".audit_logs where resource_type = 'subscription' order by created_at, id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['begin_checkout', 'cancel', 'resume']);
  });

  it('says what to do once it is over, and leads to a new one', async () => {
    const { admin, planId, subscription } = await product.customer();
    product.standIn.state.cancel(subscription);
    await product.deliverNews();
    const over = { status: 'past_due', nextStep: 'choose_plan', provider: null, users: { limit: 10 } };
    expect(await own(admin)).toMatchObject({ ...over, advice: expect.stringMatching(/has ended.*checkout/) });
    await post(admin, 'resume').expect(409, /subscription\.not_at_stripe/);
    const { body } = await begin(admin, planId).expect(200);
    product.standIn.state.pay(sessionIn(body.url as string));
    await product.deliverNews();
    expect(await own(admin)).toMatchObject({ status: 'active', nextStep: 'none', provider: 'stripe' });
  });

  it('has pages at Stripe, for its own customer alone', async () => {
    const { admin, tenant, subscription } = await product.customer();
    const { body } = await post(admin, 'portal').expect(200);
    expect(body).toEqual({ url: expect.stringMatching(/^https:\/\/billing\.stripe\.com\//) });
    await post(await tenant.as('manager'), 'portal').expect(403);
    product.standIn.state.customers.delete(subscription.customer);
    await post(admin, 'portal').expect(409, /stripe\.refused/);
    const other = await provisionTestTenant(product.testApp);
    for (const verb of ['portal', 'cancel', 'resume'])
      await post(await other.as('admin'), verb).expect(409, /subscription\.not_at_stripe/);
    await product.query(`update "${tenant.ref.schema}".sessions set authenticated_at = now() - interval '16 minutes'`);
    const late = await tenant.as('admin');
    for (const verb of ['portal', 'cancel', 'resume']) await post(late, verb).expect(403, /fresh_sign_in_needed/);
  });
});

describe.each([
  ['another plan', planSwitches],
  ['events that are lost', lostEvents],
] as const)('%s', (_what, suite) => {
  suite(() => product);
});

describe('what Stripe sends', () => {
  const stored = async (): Promise<number> =>
    Number((await product.query('select count(*) as n from public.stripe_inbox'))[0]!['n']);

  it('is kept with a signature by either secret, and once however often it comes', async () => {
    const before = await stored();
    const event = product.standIn.state.happened('customer.updated', { object: 'customer', id: 'cus_strange' });
    product.news();
    await product.deliver(product.standIn.sign(event)).expect(200);
    await product
      .deliver(product.standIn.sign(event, { secret: product.standIn.secrets[1] }), product.there)
      .expect(200);
    await Promise.all(Array.from({ length: 5 }, () => product.deliver(product.standIn.sign(event)).expect(200)));
    expect(await stored()).toBe(before + 1);
  });

  it('is refused, and nothing kept, without a signature of these bytes, by another secret, or an old one', async () => {
    const before = await stored();
    const event = product.standIn.state.happened('customer.updated', { object: 'customer', id: 'cus_strange' });
    product.news();
    const good = product.standIn.sign(event);
    for (const wrong of [
      { ...good, body: good.body.replace('customer.updated', 'customer.deleted') },
      { ...good, body: JSON.stringify(JSON.parse(good.body), null, 1) },
      { ...good, signature: '' },
      { ...good, signature: good.signature.replace(/v1=/, 'v0=') },
      { ...good, signature: 'junk' },
      { ...good, body: '' },
      { ...good, body: '{' },
      product.standIn.sign(event, { secret: 'whsec_another_secret_of_somebody' }),
      product.standIn.sign(event, { secondsAgo: 301 }),
    ])
      expect((await product.deliver(wrong)).status).toBe(400);
    const unsigned = product.testApp.anonymous.post('/webhooks/stripe').send(event);
    expect((await unsigned).body).toMatchObject({ code: 'stripe.not_signed' });
    expect(await stored()).toBe(before);
    await product.deliver(product.standIn.sign(event, { secondsAgo: 290 })).expect(200);
  });

  it('stays where no tenant is the customer, for operators to see and to apply once more', async () => {
    const invoice = { object: 'invoice', id: 'in_1', customer: 'cus_of_nobody' };
    const event = product.standIn.state.happened('invoice.paid', invoice);
    product.news();
    await product.deliver(product.standIn.sign(event)).expect(200);
    await product.apply();
    const { body } = await product.operator.get('/admin/v1/stripe-events?state=dead').expect(200);
    const found = (body.data as { id: string; stripeEventId: string }[]).find(
      (each) => each.stripeEventId === event.id,
    )!;
    expect(found).toMatchObject({ type: 'invoice.paid', tenantId: null, lastError: 'No tenant is this customer.' });
    const replayed = runAsSystem('test', () => product.testApp.get(BillingFacade).replayDeadStripeEvents('mended'));
    expect(await replayed).toBeGreaterThan(0);
    await product.apply();
    const { tenant } = await product.customer();
    const theirs = 'update public.stripe_customers set stripe_customer_id = $1 where tenant_id = $2';
    await product.query(theirs, [invoice.customer, tenant.ref.id]);
    await product.operator
      .post(`/admin/v1/stripe-events/${found.id}/replay`)
      .send({ reason: 'it is theirs' })
      .expect(200);
    await product.apply();
    const after = await product.operator.get(`/admin/v1/stripe-events/${found.id}`).expect(200);
    expect(after.body).toMatchObject({ state: 'applied', tenantId: tenant.ref.id, lastError: null });
  });

  it('is tried again later while Stripe is down, and then shows what is paid', async () => {
    const { admin, subscription } = await product.customer();
    product.standIn.state.renew(subscription, false);
    product.standIn.illness = 'error';
    await product.deliverNews();
    expect(await own(admin)).toMatchObject({ status: 'active' });
    product.standIn.illness = undefined;
    await product.apply();
    expect(await own(admin)).toMatchObject({ status: 'active' });
    await product.query('update public.stripe_inbox set next_attempt_at = now() where processed_at is null');
    await product.apply();
    expect(await own(admin)).toMatchObject({ status: 'past_due', nextStep: 'settle_payment', users: { limit: 10 } });
    product.standIn.state.renew(subscription, true);
    await product.deliverNews();
    expect(await own(admin)).toMatchObject({ status: 'active', nextStep: 'none' });
  });

  it('is taken over from a process that died while it applied it', async () => {
    const { admin, subscription } = await product.customer();
    product.standIn.state.change(subscription, { cancel_at_period_end: true });
    for (const event of product.news()) await product.deliver(product.standIn.sign(event)).expect(200);
    const dead = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100';
    await product.query(
      'update public.stripe_inbox set lease = $1, next_attempt_at = now() where processed_at is null',
      [dead],
    );
    await product.apply(product.there);
    expect(await own(admin)).toMatchObject({ cancelAtPeriodEnd: true, status: 'active' });
  });

  it('holds although more is in use than the plan allows by now', async () => {
    const tenant = await provisionTestTenant(product.testApp);
    const admin = await tenant.as('admin');
    const { body } = await begin(admin, (await product.plan({ maxUsers: 1 })).id).expect(200);
    await tenant.addUser('technician');
    product.standIn.state.pay(sessionIn(body.url as string));
    await product.deliverNews();
    expect(await own(admin)).toMatchObject({ status: 'active', users: { limit: 1, used: 2, left: 0 } });
  });

  it('ends a subscription by hand, and is followed although the account is suspended', async () => {
    const tenant = await provisionTestTenant(product.testApp);
    const { id: planId, slug } = await product.plan();
    const { body } = await begin(await tenant.as('admin'), planId).expect(200);
    const byHand = { tenantId: tenant.ref.id, planId, billingCycle: 'monthly', reason: 'meanwhile' };
    await product.operator.post('/admin/v1/subscriptions').send(byHand).expect(201);
    await tenant.run(() => product.testApp.get(TenancyFacade).suspend(tenant.slug, 'abuse'));
    product.standIn.state.pay(sessionIn(body.url as string));
    await product.deliverNews();
    const rows = await product.query(
      `select s.provider, s.status, t.status as tenant, t.suspended_from, t.plan_slug from public.subscriptions as s
        join public.tenants as t on t.id = s.tenant_id where t.id = $1 order by s.provider`,
      [tenant.ref.id],
    );
    const account = { tenant: 'suspended', suspended_from: 'active', plan_slug: slug };
    expect(rows).toEqual([
      { provider: 'manual', status: 'canceled', ...account },
      { provider: 'stripe', status: 'active', ...account },
    ]);
  });

  it('cannot be overruled by an operator', async () => {
    const { tenant, planId } = await product.customer();
    const { body } = await product.operator.get(`/admin/v1/subscriptions?tenantId=${tenant.ref.id}`).expect(200);
    const [{ id, version }] = body.data as [{ id: string; version: number }];
    await product.operator
      .post(`/admin/v1/subscriptions/${id}/change-plan`)
      .set('If-Match', `"${version}"`)
      .send({ planId, billingCycle: 'yearly', reason: 'asked for' })
      .expect(409, /subscription\.paid_by_stripe/);
  });

  it('ends in the state that Stripe has, whatever the order, repetition and delay of events, with two workers', async () => {
    const customer = await product.customer();
    product.standIn.state.cancel(customer.subscription);
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const one = await live(product, customer, life);
        expect(await mirrored(product, customer.tenant)).toEqual(expected(one));
        if (one.status !== 'canceled') product.standIn.state.cancel(one);
        await product.deliverNews();
      }),
      { numRuns: runs(30) },
    );
  });
});
