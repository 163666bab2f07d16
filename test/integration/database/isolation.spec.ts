import { tenantQuery } from '#libs/database';
import { runOutside, type TenantRef } from '#libs/request-context';
import { openTwoSchemas, Thing, type TwoSchemas } from './two-schemas.js';

const REQUESTS = 10_000;

interface Tables {
  things: { id: string; title: string; canary: string };
}
const byId = tenantQuery<Tables, { id: string }>()((db, p) =>
  db.selectFrom('things').select(['id', 'title', 'canary']).where('id', '=', p('id')),
);
const shared = '01900000-0000-7000-8000-000000000001';

let schemas: TwoSchemas;
beforeAll(async () => {
  schemas = await openTwoSchemas(1);
  for (const tenant of schemas.tenants)
    await schemas.as(tenant, () => schemas.unitOfWork.commit(Thing.make('shared', tenant.slug, shared)));
});

/** What one request does, and its expected result: the tenant's own canary, done, or an SQLSTATE. */
interface Kind {
  readonly outcome: 'canary' | 'done' | (string & {});
  run(own: TenantRef, foreign: TenantRef, n: number): Promise<string | void>;
}

const em = () => schemas.databases.tenantOrm.em;
const statement = (text: string, ...values: unknown[]) => schemas.db.batch({ text, values, writes: false });

const kinds: Kind[] = [
  { outcome: 'canary', run: async () => (await schemas.db.one(byId, { id: shared }))?.canary },
  { outcome: 'canary', run: async () => (await em().findOneOrFail(Thing, shared)).canary },
  { outcome: 'canary', run: async () => (await em().transactional((tx) => tx.findOneOrFail(Thing, shared))).canary },
  { outcome: 'done', run: async (own, _, n) => schemas.unitOfWork.commit(Thing.make(`n ${n}`, own.slug)) },
  { outcome: '42501', run: async (_, foreign) => void (await statement(`select * from ${foreign.schema}.things`)) },
  { outcome: '42501', run: async (_, foreign) => void (await em().execute(`select * from ${foreign.schema}.things`)) },
  { outcome: '42501', run: async (_, foreign) => void (await em().find(Thing, {}, { schema: foreign.schema })) },
  { outcome: '23505', run: (own) => schemas.unitOfWork.commit(Thing.make('shared', own.slug)) },
  { outcome: '42601', run: async () => void (await statement('select from where')) },
  { outcome: '42601', run: async (_, foreign) => void (await em().execute(`select 1; set role ${foreign.role}`)) },
  {
    outcome: 'boom',
    run: (own, _, n) =>
      schemas.unitOfWork.transactional(async () => {
        await schemas.unitOfWork.commit(Thing.make(`rolled back ${n}`, own.slug));
        throw Object.assign(new Error('the request was given up'), { code: 'boom' });
      }),
  },
  { outcome: '22P02', run: async () => void (await schemas.db.one(byId, { id: 'not a uuid' })) },
];

const slow: Kind = {
  outcome: '57014',
  run: async () =>
    void (await em().transactional(async (tx) => {
      await tx.execute('set local statement_timeout = 5');
      await tx.execute('select pg_sleep(1)');
    })),
};
const killed: Kind = {
  outcome: '57P01',
  run: async () => {
    const sleeping = statement('select pg_sleep(10)');
    sleeping.catch(() => undefined);
    const terminate = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'select pg_sleep%'`;
    while ((await schemas.admin.query(terminate)).rowCount === 0);
    await sleeping;
  },
};

async function outcomeOf(kind: Kind, own: TenantRef, foreign: TenantRef, n: number): Promise<string> {
  const work = schemas.as(own, async () => (await kind.run(own, foreign, n)) ?? 'done');
  return work.catch((error: { code?: string }) => error.code ?? 'no code');
}

describe('one pooled connection, shared by two tenants', () => {
  it(`never shows a row of the other in ${REQUESTS} alternating requests with errors, timeouts and lost connections`, async () => {
    const wrong: string[] = [];
    const seen = new Map<string, number>();
    for (let n = 0; n < REQUESTS; n += 1) {
      const [own, foreign] = n % 2 === 0 ? schemas.tenants : [schemas.tenants[1], schemas.tenants[0]];
      const kind = n % 500 === 499 ? killed : n % 250 === 249 ? slow : kinds[Math.floor(n / 2) % kinds.length]!;
      const got = await outcomeOf(kind, own, foreign, n);
      const wanted = kind.outcome === 'canary' ? own.slug : kind.outcome;
      if (got !== wanted) wrong.push(`request ${n} of ${own.slug}: ${got} instead of ${wanted}`);
      seen.set(got, (seen.get(got) ?? 0) + 1);
    }
    expect(wrong).toEqual([]);
    expect(seen.get('a')).toBeGreaterThan(1_000);
    for (const { schema, slug } of schemas.tenants) {
      const { rows } = await schemas.admin.query(
        `select count(*)::int as rows, count(*) filter (where canary = $1)::int as own from ${schema}.things`,
        [slug],
      );
      expect(rows[0]).toEqual({ rows: rows[0].own, own: rows[0].own });
      expect(rows[0].own).toBeGreaterThan(300);
    }
  }, 120_000);

  it('leaves neither role nor variables behind on the connection', async () => {
    await schemas.as(schemas.tenants[0], () => schemas.db.one(byId, { id: shared }));
    const { rows } = await schemas.databases.appPool.query(
      `select current_user = session_user as own, current_setting('app.tenant_id', true) as tenant`,
    );
    expect(rows[0]).toEqual({ own: true, tenant: '' });
  });
});

describe('work that starts inside a transaction', () => {
  let two: TwoSchemas;
  beforeAll(async () => {
    two = await openTwoSchemas(2);
    for (const tenant of two.tenants)
      await two.as(tenant, () => two.unitOfWork.commit(Thing.make('shared', tenant.slug, shared)));
  });
  const read = () => two.databases.tenantOrm.em.findOneOrFail(Thing, shared);
  const rename = async (title: string): Promise<void> => {
    const thing = await read();
    thing.title = title;
    await two.unitOfWork.commit(thing);
  };
  const titleOf = (tenant: TenantRef) => two.as(tenant, async () => (await read()).title);
  /** In a transaction of the first tenant that is given up. */
  const givenUp = (work: () => Promise<void>) =>
    two.as(two.tenants[0], () =>
      two.unitOfWork.transactional(async () => {
        await work();
        throw new Error('given up');
      }),
    );

  it('joins it where it is of the same tenant', async () => {
    await expect(givenUp(() => two.as(two.tenants[0], () => rename('lost')))).rejects.toThrow('given up');
    expect(await titleOf(two.tenants[0])).toBe('shared');
  });

  it('is refused where it is of another tenant', async () => {
    const work = givenUp(() => two.as(two.tenants[1], () => rename('never')));
    await expect(work).rejects.toThrow('began inside the tenant a');
    expect(await titleOf(two.tenants[1])).toBe('shared');
  });

  it('is no part of it where it begins outside', async () => {
    const work = givenUp(() => runOutside(() => two.as(two.tenants[1], () => rename('kept'))));
    await expect(work).rejects.toThrow('given up');
    expect(await titleOf(two.tenants[1])).toBe('kept');
  });
});

describe('the second line of defence', () => {
  it('refuses the login itself every tenant: raw SQL, a fork without context, the bare connection', async () => {
    const [{ schema }] = schemas.tenants;
    const text = `select * from ${schema}.things`;
    await expect(schemas.databases.appPool.query(text)).rejects.toMatchObject({ code: '42501' });
    await expect(schemas.databases.tenantOrm.em.getConnection().execute(text)).rejects.toMatchObject({ code: '42501' });
    await expect(schemas.databases.tenantOrm.em.fork({ schema }).find(Thing, {})).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('has no EntityManager to offer where no tenant is bound', async () => {
    await expect(schemas.databases.tenantOrm.em.find(Thing, {})).rejects.toThrow(/global EntityManager/);
    await expect(schemas.db.one(byId, { id: shared })).rejects.toMatchObject({ code: 'tenant.not_bound' });
  });
});
