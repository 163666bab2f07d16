import { jest } from '@jest/globals';
import { Databases } from '#libs/database';
import { doors, IsolationProbe, RIGHTS, type DoorReport } from '#libs/isolation';
import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';
import { openings, sqlOf, type Opening } from './openings.js';

// Each run tries some thousand statements.
jest.setTimeout(120_000);

let testApp: TestApp;
let acme: TestTenant;
let rival: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  [acme, rival] = [await provisionTestTenant(testApp), await provisionTestTenant(testApp)];
  await testApp.database.query(`analyze ${rival.ref.schema}.users`);
});

const query = (text: string, ...values: unknown[]) => testApp.database.query(text, values);
const probe = (caller = acme, other = rival): Promise<DoorReport[]> =>
  new IsolationProbe(testApp.get(Databases), testApp.database.urls).run(
    [{ caller: caller.ref, other: other.ref }],
    [acme.ref, rival.ref],
  );
const openOf = (reports: readonly DoorReport[]): string[] =>
  reports
    .filter(({ result }) => result === 'open')
    .map(({ door }) => door)
    .sort();

describe('every door', () => {
  let reports: DoorReport[];
  beforeAll(async () => {
    reports = await probe();
  });

  it('is closed, from either side', async () => {
    for (const side of [reports, await probe(rival, acme)]) {
      expect(side.filter(({ result }) => result !== 'closed')).toEqual([]);
      expect(side.map(({ door }) => door).sort()).toEqual([RIGHTS, ...doors.map(({ name }) => name)].sort());
    }
  });

  it('is tried on each table of the other tenant, and on each shared one', async () => {
    const [row] = await query(
      `select count(*)::int from pg_class where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relnamespace::regnamespace::text in ($1, 'public')`,
      rival.ref.schema,
    );
    expect(row!['count']).toBeGreaterThan(50);
    const tried = Object.fromEntries(reports.map((report) => [report.door, report.tried]));
    for (const door of ['raw SQL of the ORM', 'Kysely of the ORM', 'COPY', 'write', 'connection of the pool'])
      expect([door, tried[door]]).toEqual([door, row!['count']]);
    expect(tried['find with the schema option']).toBeGreaterThan(15);
  });
});

describe('rights that were given by mistake', () => {
  const opened = new Set<string>();
  const all = (): Opening[] => openings(acme.ref, rival.ref, testApp.database.name);

  it('are seen at each door that they open, and at no other', async () => {
    for (const { what, rights, doors: expected } of all()) {
      const { give, take } = sqlOf(rights);
      await query(give);
      const found = openOf(await probe());
      await query(take);
      expect({ what, found }).toEqual({ what, found: [...expected].sort() });
      for (const door of expected) opened.add(door);
    }
  });

  it('leave three doors that no right can open', () => {
    const never = doors.map(({ name }) => name).filter((name) => !opened.has(name));
    // the protocol takes one statement in a text; a tenant has neither sequences nor extended statistics
    expect(never.sort()).toEqual(['last number of a sequence', 'pg_stats_ext', 'second statement in the text of one']);
  });

  it('are named one by one, with the role that has them', async () => {
    const { give, take } = sqlOf(all()[0]!.rights);
    await query(give);
    const { findings } = (await probe()).find(({ door }) => door === RIGHTS)!;
    await query(take);
    const named = findings.map(({ caller, object }) => `${caller}: ${object}`);
    const { schema } = rival.ref;
    expect(named).toEqual(
      expect.arrayContaining([
        `${acme.ref.role}: table ${schema}.users (DELETE)`,
        `PUBLIC: column ${schema}.teams.id (SELECT)`,
        'PUBLIC: table public.tenants (SELECT)',
        `fp_app: schema ${schema} (USAGE)`,
        `fp_platform: table ${schema}.users (SELECT)`,
        `${acme.ref.role}: role ${rival.ref.role} (MEMBER)`,
      ]),
    );
  });
});

it('an attempt that does not work on the tables of the caller either is not taken for refused', async () => {
  await query(`revoke usage on schema ${acme.ref.schema} from ${acme.ref.role}`);
  const reports = await probe();
  await query(`grant usage on schema ${acme.ref.schema} to ${acme.ref.role}`);
  const raw = reports.find(({ door }) => door === 'raw SQL of the ORM')!;
  expect(raw.result).toBe('unclear');
  const error = 'does not work on the tables of the caller';
  expect(raw.findings[0]).toMatchObject({ caller: acme.slug, error });
});
