import { Databases, TenantDb, tenantQuery, type Statement } from '#libs/database';
import { runInTenant, runOutside } from '#libs/request-context';
import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';

let testApp: TestApp;
let first: TestTenant;
let second: TestTenant;
let db: TenantDb;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  [first, second] = [await provisionTestTenant(testApp), await provisionTestTenant(testApp)];
  db = testApp.get(TenantDb);
});

const ask = async (value: string): Promise<unknown> => {
  const statement: Statement = {
    text: 'select $1 as value, current_schema() as schema',
    values: [value],
    writes: false,
  };
  return (await db.batch(statement))[0]!.rows[0]!['value'];
};
const broken = () => db.batch({ text: 'select 1 / 0', values: [], writes: false });
const users = tenantQuery<{ users: { id: string } }>()((query) =>
  query.selectFrom('users').select((eb) => eb.fn.countAll().as('count')),
);

/** How often a connection was acquired meanwhile by this tenant's work. */
async function loansOf(tenant: TestTenant, work: () => Promise<unknown>): Promise<number> {
  const { appPool } = testApp.get(Databases);
  let loans = 0;
  const count = () => (loans += 1);
  appPool.on('acquire', count);
  await runInTenant(tenant.ref, 'test', work).finally(() => appPool.off('acquire', count));
  return loans;
}

describe('queries in one round trip', () => {
  it('are sent as one batch, and each caller gets its own results', async () => {
    let answers: unknown;
    const loans = await loansOf(first, async () => {
      answers = await Promise.all(db.inOneRoundTrip(() => [ask('a'), db.count(users, {}), ask('b')]));
    });
    expect(loans).toBe(1);
    expect(answers).toEqual(['a', expect.any(Number), 'b']);
  });

  it('end with the call: queries after a first result are sent separately', async () => {
    const twice = async () => [await ask('a'), await ask('b')];
    expect(await loansOf(first, () => Promise.all(db.inOneRoundTrip(() => [twice(), ask('c')])))).toBe(2);
  });

  it('fail for all callers', async () => {
    const outcomes = await runInTenant(first.ref, 'test', () =>
      Promise.allSettled(db.inOneRoundTrip(() => [ask('a'), broken()])),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('send nothing without queries, or when the call throws before', async () => {
    const loans = await loansOf(first, async () => {
      db.inOneRoundTrip(() => undefined);
      const failing = () => {
        throw new Error('early');
      };
      expect(() => db.inOneRoundTrip(failing)).toThrow('early');
      expect(await ask('a')).toBe('a');
    });
    expect(loans).toBe(1);
  });

  it('never mixes tenants', async () => {
    const mine = () => db.count(users, {});
    const own = await runInTenant(first.ref, 'test', mine);
    await second.addUser('technician');
    const asked = await runInTenant(first.ref, 'test', () =>
      Promise.all(db.inOneRoundTrip(() => [mine(), runOutside(() => runInTenant(second.ref, 'test', mine))])),
    );
    expect(asked).toEqual([own, await runInTenant(second.ref, 'test', mine)]);
    expect(asked[0]).not.toBe(asked[1]);
  });
});
