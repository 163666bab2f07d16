import type { PlanEntitlements } from '#contexts/tenancy';
import { UnitOfWork } from '#libs/database';
import { runInTenant, type TenantRef } from '#libs/request-context';
import { startTenancy, type TenancyContext } from './tenancy-context.js';

let t: TenancyContext;
let tenant: TenantRef;

const plan: PlanEntitlements = {
  planSlug: 'small',
  limits: { users: 5, equipment: null, storage_bytes: 1_000, api_calls: 10 },
  features: ['api_access'],
};

beforeAll(async () => {
  t = await startTenancy();
});
beforeEach(async () => {
  tenant = await t.tenancy.provision({
    slug: t.slug(`limits-${Math.random().toString(36).slice(2, 8)}`),
    name: 'Limits',
  });
  await t.tenancy.setEntitlements(tenant, plan);
});

const inTenant = <T>(work: () => Promise<T>): Promise<T> => runInTenant(tenant, 'test', work);
const transactionally = (work: () => Promise<void>): Promise<void> =>
  inTenant(() => t.context.get(UnitOfWork).transactional(work));
const used = async (name: string): Promise<number> =>
  Number(
    (await t.database.query(`select used from ${tenant.schema}.usage_counters where name = $1`, [name]))[0]!['used'],
  );

describe('a limit of the plan', () => {
  it('is never exceeded, however many requests come at once', async () => {
    const attempts = Array.from({ length: 20 }, () => transactionally(() => t.tenancy.reserve('users')));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await used('users')).toBe(5);
  });

  it('answers 402 with limit, use and plan', async () => {
    await transactionally(() => t.tenancy.reserve('users', 4));
    await expect(transactionally(() => t.tenancy.reserve('users', 2))).rejects.toMatchObject({
      code: 'plan.limit_reached',
      kind: 'payment_required',
      extra: { members: { limit: 'users', used: 4, allowed: 5, plan: 'small' } },
    });
    await transactionally(() => t.tenancy.reserve('users', 1));
    expect(await used('users')).toBe(5);
  });

  it('counts nothing when the transaction fails', async () => {
    const failing = transactionally(async () => {
      await t.tenancy.reserve('users');
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect(await used('users')).toBe(0);
  });

  it('has room again after a release, and never counts below zero', async () => {
    await transactionally(() => t.tenancy.reserve('users', 5));
    await transactionally(() => t.tenancy.release('users', 2));
    expect(await used('users')).toBe(3);
    await transactionally(() => t.tenancy.release('users', 10));
    expect(await used('users')).toBe(0);
  });

  it('may be unlimited', async () => {
    await transactionally(() => t.tenancy.reserve('equipment', 1_000_000));
    expect(await used('equipment')).toBe(1_000_000);
  });

  it('is refused outside of a transaction, where it could outlive what it counts', async () => {
    await expect(inTenant(() => t.tenancy.reserve('users'))).rejects.toThrow('in the transaction');
    expect(await used('users')).toBe(0);
  });
});

describe('the entitlements of a plan', () => {
  it('replace those of the one before and keep the counts', async () => {
    await transactionally(() => t.tenancy.reserve('users', 3));
    await t.tenancy.setEntitlements(tenant, {
      ...plan,
      planSlug: 'tiny',
      limits: { ...plan.limits, users: 2 },
      features: ['sso'],
    });
    expect(await used('users')).toBe(3);
    await expect(transactionally(() => t.tenancy.reserve('users'))).rejects.toMatchObject({
      extra: { members: { used: 3, allowed: 2, plan: 'tiny' } },
    });
    await expect(inTenant(() => t.tenancy.assertFeature('sso'))).resolves.toBeUndefined();
    await expect(inTenant(() => t.tenancy.assertFeature('api_access'))).rejects.toMatchObject({
      code: 'plan.feature_missing',
      kind: 'payment_required',
    });
  });

  it('are switched on in a trial', async () => {
    const trial = await t.tenancy.provision({ slug: t.slug('trial'), name: 'Trial' });
    await expect(runInTenant(trial, 'test', () => t.tenancy.assertFeature('webhooks'))).resolves.toBeUndefined();
  });
});
