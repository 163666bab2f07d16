import { runAsSystem } from '#libs/request-context';
import type { RegisteredTenant } from '#contexts/tenancy';
import { startTenancy, type TenancyContext } from './tenancy-context.js';

let t: TenancyContext;
let acme: RegisteredTenant;

const asOperator = <T>(work: () => Promise<T>): Promise<T> => runAsSystem('ada at the command line', work);
const rename = (slug: string, to: string) => asOperator(() => t.tenancy.rename(slug, to, 'New name'));
const domainsOf = async ({ id }: RegisteredTenant) =>
  (await t.database.query('select domain from domains where tenant_id = $1', [id])).map(({ domain }) => domain);

beforeAll(async () => {
  t = await startTenancy();
});
beforeEach(async () => {
  acme = await t.tenancy.provision({ slug: freeSlug('acme'), name: 'Acme' });
});

let count = 0;
const freeSlug = (name: string): string => t.slug(`${name}-${(count += 1)}`);

const taken = { code: 'tenant.slug_taken', kind: 'conflict' };

describe('a tenant that is renamed', () => {
  it('keeps its id, schema and rows, and has its address below the base domain under the new name', async () => {
    const to = freeSlug('lifts');
    expect(await rename(acme.slug, to)).toMatchObject({
      id: acme.id,
      slug: to,
      schemaName: acme.schema,
      domain: `${to}.fieldpilot.test`,
    });
    expect(await domainsOf(acme)).toEqual([`${to}.fieldpilot.test`]);
    expect(await t.tenancy.tenantByHost(`${to}.fieldpilot.test`)).toMatchObject({ id: acme.id });
    expect(await t.tenancy.tenantBySlug(acme.slug)).toBeUndefined();
  });

  it('keeps a domain of its own', async () => {
    const [slug, domain] = [freeSlug('own'), `service-${count}.example.com`];
    const own = await t.tenancy.provision({ slug, name: 'Own', domain });
    await rename(slug, freeSlug('renamed'));
    expect(await domainsOf(own)).toEqual([domain]);
  });

  it('is found by the old slug and host for 30 days, also after it was renamed twice, and then no more', async () => {
    const [second, third] = [freeSlug('second'), freeSlug('third')];
    await rename(acme.slug, second);
    t.clock.advance({ days: 20 });
    await rename(second, third);
    const found = async (slug: string) => [
      await t.tenancy.currentSlug(slug),
      (await t.tenancy.tenantByHost(`${slug}.fieldpilot.test:3000`))?.id,
    ];
    expect([await found(acme.slug), await found(second)]).toEqual(Array(2).fill([third, acme.id]));
    t.clock.advance({ days: 10, seconds: 1 });
    expect([await found(acme.slug), await found(second)]).toEqual([
      [acme.slug, undefined],
      [third, acme.id],
    ]);
  });

  it('can take its old slug back at once', async () => {
    const to = freeSlug('away');
    await rename(acme.slug, to);
    expect(await rename(to, acme.slug)).toMatchObject({ slug: acme.slug, domain: `${acme.slug}.fieldpilot.test` });
    expect([await t.tenancy.currentSlug(to), await t.tenancy.currentSlug(acme.slug)]).toEqual([acme.slug, acme.slug]);
  });

  it('to the slug that it has stays as it is, and nothing is written', async () => {
    const entries = () => t.database.query('select from platform_audit_logs where resource_id = $1', [acme.id]);
    const before = await entries();
    expect(await rename(acme.slug, acme.slug)).toMatchObject({ slug: acme.slug });
    expect(await entries()).toHaveLength(before.length);
    expect(await t.database.query('select from tenant_former_slugs where slug = $1', [acme.slug])).toEqual([]);
  });

  it('is named by its new slug to whoever still uses the old one in a command', async () => {
    const to = freeSlug('now');
    await rename(acme.slug, to);
    await expect(asOperator(() => t.tenancy.suspend(acme.slug, 'unpaid'))).rejects.toMatchObject({
      code: 'tenant.not_found',
      message: expect.stringContaining(`"${to}" now`),
    });
  });
});

describe('a slug that was given up', () => {
  it('cannot be taken by others for 30 days, neither by a new tenant nor by renaming one', async () => {
    const rival = await t.tenancy.provision({ slug: freeSlug('rival'), name: 'Rival' });
    await rename(acme.slug, freeSlug('away'));
    const provision = () => t.tenancy.provision({ slug: acme.slug, name: 'Squatter' });
    await expect(provision()).rejects.toMatchObject(taken);
    await expect(rename(rival.slug, acme.slug)).rejects.toMatchObject(taken);
    expect(await t.tenancy.showTenant(rival.slug)).toMatchObject({ domain: `${rival.slug}.fieldpilot.test` });
    expect(await t.tenancy.currentSlug(rival.slug)).toBe(rival.slug);
    t.clock.advance({ days: 30, seconds: 1 });
    const made = await provision();
    // the schema of that name is still the first tenant's
    expect(made).toMatchObject({
      slug: acme.slug,
      schema: expect.stringMatching(/^tenant_acme_[a-z0-9_]+_[0-9a-f]{8}$/),
    });
    expect(made.schema).not.toBe(acme.schema);
    expect(await t.tenancy.tenantByHost(`${acme.slug}.fieldpilot.test`)).toMatchObject({ id: made.id });
  });

  it('goes to nobody else while it is being given up', async () => {
    const rival = await t.tenancy.provision({ slug: freeSlug('rival'), name: 'Rival' });
    for (let round = 0; round < 5; round += 1) {
      const [old, to] = [(await t.tenancy.tenantById(acme.id))!.slug, freeSlug('moving')];
      const outcomes = await Promise.allSettled([
        rename(old, to),
        rename(rival.slug, old),
        t.tenancy.provision({ slug: old, name: 'Squatter' }),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
      expect(await t.tenancy.currentSlug(old)).toBe(to);
    }
  });
});

describe('renaming', () => {
  it.each(['Has Space', '-edge', 'edge-', 'www', 'admin', 'pg_x', `o'brien`, 'żółw', '', 'a'.repeat(57), 'a.b'])(
    'refuses %j, and nothing changes',
    async (to) => {
      await expect(rename(acme.slug, to)).rejects.toMatchObject({
        code: 'tenant.invalid_name',
        extra: { errors: [{ pointer: '/slug' }] },
      });
      expect(await domainsOf(acme)).toEqual([`${acme.slug}.fieldpilot.test`]);
    },
  );

  it('refuses the slug, or the address below the base domain, of another tenant', async () => {
    const rival = await t.tenancy.provision({ slug: freeSlug('rival'), name: 'Rival' });
    await expect(rename(acme.slug, rival.slug)).rejects.toMatchObject(taken);
    const wanted = freeSlug('wanted');
    // as tenants could be made by earlier releases
    const holder = await t.tenancy.provision({ slug: freeSlug('holder'), name: 'Holder' });
    await t.database.query('update domains set domain = $1 where tenant_id = $2', [
      `${wanted}.fieldpilot.test`,
      holder.id,
    ]);
    await expect(rename(acme.slug, wanted)).rejects.toMatchObject({ code: 'tenant.domain_taken' });
    expect(await t.tenancy.showTenant(acme.slug)).toMatchObject({ domain: `${acme.slug}.fieldpilot.test` });
  });

  it('of one tenant to two slugs, or of two tenants to one slug, at once has one winner', async () => {
    const rival = await t.tenancy.provision({ slug: freeSlug('rival'), name: 'Rival' });
    const [one, two, both] = [freeSlug('one'), freeSlug('two'), freeSlug('both')];
    const won = (outcomes: PromiseSettledResult<unknown>[]) => outcomes.filter(({ status }) => status === 'fulfilled');
    expect(won(await Promise.allSettled([rename(acme.slug, one), rename(acme.slug, two)]))).toHaveLength(1);
    const { slug } = (await t.tenancy.tenantById(acme.id))!;
    expect([one, two]).toContain(slug);
    const outcomes = await Promise.allSettled([rename(slug, both), rename(rival.slug, both)]);
    expect(won(outcomes)).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: taken });
  });
});
