import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import pg from 'pg';
import { provisionSchema, tenantRoles } from '#libs/migrations';
import { closesAtEnd, createTestDatabase } from '#libs/testing';
import { functionCalls, viewReads, type Attempt, type Target } from './attempts.js';
import { scratchDatabase } from './scratch-database.js';

jest.setTimeout(120_000);

/** Two tenants, and a session of the application's login that is about to work for the first. */
interface Stage {
  readonly app: pg.Client;
  readonly own: string;
  readonly foreign: string;
  readonly target: Target;
}

const suffix = randomBytes(4).toString('hex');
const schemas = { own: `tenant_own_${suffix}`, foreign: `tenant_foreign_${suffix}` };
const roles = { own: tenantRoles(schemas.own).rw, foreign: tenantRoles(schemas.foreign).rw };

let product: Stage;
let bare: Stage;
beforeAll(async () => {
  const { superuserUrl, urls, drop } = await createTestDatabase();
  product = await openStage({ superuserUrl, migratorUrl: urls.migratorUrl, appUrl: urls.appUrl, drop });
  const scratch = await scratchDatabase();
  const on = (variable: string) =>
    Object.assign(new URL(process.env[variable]!), { pathname: new URL(scratch.url).pathname });
  const scratchUrls = { superuserUrl: on('TEST_DATABASE_URL').href, appUrl: on('TEST_APP_URL').href };
  bare = await openStage({ ...scratchUrls, migratorUrl: scratch.url, drop: scratch.drop });
});

interface Place {
  readonly superuserUrl: string;
  readonly migratorUrl: string;
  readonly appUrl: string;
  drop(): Promise<void>;
}

async function openStage({ superuserUrl, migratorUrl, appUrl, drop }: Place): Promise<Stage> {
  const [superuser, migrator, app] = await Promise.all([superuserUrl, migratorUrl, appUrl].map(connected));
  for (const schema of Object.values(schemas)) {
    await migrator!.query('begin');
    await provisionSchema(migrator!, { schema, roles: tenantRoles(schema) });
    await migrator!.query('commit');
  }
  await migrator!.end();
  const target = await plant(superuser!);
  closesAtEnd(async () => {
    await Promise.all([app!.end(), superuser!.end()]);
    await drop();
  });
  return { app: app!, own: roles.own, foreign: roles.foreign, target };
}

/**
 * Data that only the other tenant may see, and a sequence that records whether SQL text has run. The caller may change its role, which the
 * product takes away as well, so that what else is taken away is shown by itself.
 */
async function plant(superuser: pg.Client): Promise<Target> {
  const canary = `canary-${suffix}`;
  const notes = `${schemas.foreign}.notes`;
  const number = async (text: string, ...values: unknown[]): Promise<number> =>
    (await superuser.query<{ oid: number }>(text, values)).rows[0]!.oid;
  const largeObject = await number('select lo_from_bytea(0, $1) as oid', Buffer.from(canary));
  await superuser.query(`grant execute on function set_config to ${roles.own};
    grant select on large object ${largeObject} to ${roles.foreign};
    set role fp_owner; create table ${notes} (body text); reset role;
    insert into ${notes} select '${canary}' from generate_series(1, 100); analyze ${notes};
    create schema probe; create sequence probe.runs; grant usage on schema probe to public;
    grant usage, select on sequence probe.runs to public`);
  const table = await number('select $1::regclass::oid as oid', notes);
  return { schema: schemas.foreign, table, canary, largeObject, sequence: 'probe.runs' };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The names of attempts that ran SQL text or returned the other tenant's rows. */
async function successes(
  { app, own, target }: Stage,
  attempts: readonly Attempt[],
  becoming: string,
): Promise<string[]> {
  const { canary, sequence } = target;
  const words = [canary, Buffer.from(canary).toString('hex')];
  const rings = async (): Promise<string> => {
    const { rows } = await app
      .query<{ last_value: string }>(`rollback; select last_value from ${sequence}`)
      .then(lastOf);
    return rows[0]!.last_value;
  };
  const found = new Set<string>();
  let before = await rings();
  for (const { name, source } of attempts) {
    const answer = await app
      .query(
        `begin; set local statement_timeout = '5s'; set local role ${own}; declare attempt cursor for select nextval('${sequence}');
        select set_config('role', '${becoming}', true), (select string_agg(t::text, ' ') from ${source} as t) as seen`,
      )
      .then(
        (results) => String(lastOf(results).rows[0]?.['seen']),
        () => '',
      );
    const after = await rings();
    if (after !== before || words.some((word) => answer.includes(word))) found.add(name);
    before = after;
  }
  return [...found];
}

function lastOf<T>(results: T): T {
  return Array.isArray(results) ? (results.at(-1) as T) : results;
}

const tricks = [
  ['after becoming the other tenant', () => roles.foreign],
  ['after becoming the login', () => 'none'],
  ['without a trick', () => roles.own],
] as const;

describe.each(tricks)('one statement of a tenant’s role, %s', (_name, becoming) => {
  it('runs no SQL text and reads no foreign row through any function', async () => {
    expect(await successes(product, await functionCalls(product.app, product.target), becoming())).toEqual([]);
  });

  it('reads no foreign value through any view of the catalogues', async () => {
    expect(await successes(product, await viewReads(product.app), becoming())).toEqual([]);
  });
});

it.each([
  'lo_creat(-1)',
  'lo_create(0)',
  `lo_from_bytea(0, 'x')`,
  'lo_open(1, 131072)',
  'lo_unlink(1)',
  `lowrite(0, 'x')`,
])('a large object, which would be everybody’s, is out of reach: %s', async (call) => {
  await expect(product.app.query(`select ${call}`)).rejects.toMatchObject({ code: '42501' });
  await product.app.query('rollback');
});

it('the same attempts succeed where nothing has been taken away', async () => {
  const attempts = [...(await functionCalls(bare.app, bare.target)), ...(await viewReads(bare.app))];
  const found = await successes(bare, attempts, roles.foreign);
  const names = new Set(found.map((name) => name.replace(/\(.*/, '')));
  expect([...names].sort()).toEqual(
    expect.arrayContaining([
      ...['cursor_to_xml', 'database_to_xml', 'database_to_xml_and_xmlschema', 'lo_get', 'pg_stats', 'query_to_xml'],
      ...['query_to_xml_and_xmlschema', 'schema_to_xml', 'schema_to_xml_and_xmlschema', 'table_to_xml'],
      ...['table_to_xml_and_xmlschema', 'ts_rewrite', 'ts_stat'],
    ]),
  );
});
