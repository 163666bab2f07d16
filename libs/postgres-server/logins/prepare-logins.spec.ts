import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { cleanUp, newFolder, query, start } from '../../../test/embedded-postgres/embedded-fixture.js';
import { StartupError } from '#libs/kernel';
import { harden } from './hardening-statements.js';
import { onDatabase, passwordOf, userOf, withUser } from './login-url.js';
import type { LoginOptions, Logins } from './logins.js';
import { prepareLogins } from './prepare-logins.js';

afterAll(cleanUp);

/** Runs the statements and returns the rows of the last one. */
async function run(url: string, text: string): Promise<unknown[]> {
  return [await query({ url }, text)].flat().at(-1)?.rows ?? [];
}

const asTenant = 'begin; set local role t_acme_rw; select id from acme.tasks';
const provision = `
  create role t_acme_rw nologin; grant t_acme_rw to fp_app;
  set role fp_owner;
  create schema acme; create table acme.tasks as select 7 as id;
  grant usage on schema acme to t_acme_rw; grant select on acme.tasks to t_acme_rw`;

describe('on the embedded server', () => {
  let admin: string;
  let dataDir: string;
  let logins: Logins;
  const prepare = (): Promise<Logins> => prepareLogins({ adminUrl: admin, dataDir, production: false });

  beforeAll(async () => {
    dataDir = newFolder();
    admin = (await start(dataDir)).url;
    // three processes that start at the same time
    const answers = await Promise.all([prepare(), prepare(), prepare()]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    logins = answers[0];
  });

  it('every login signs in to the database fieldpilot', async () => {
    expect(logins).toMatchObject({ isolation: 'role', notice: undefined });
    const who = 'select current_user as name, current_database() as database';
    const urls = [logins.migratorUrl, logins.platformUrl, logins.appUrl];
    expect(await Promise.all(urls.map((url) => run(url, who)))).toEqual(
      ['fp_migrator', 'fp_platform', 'fp_app'].map((name) => [{ name, database: 'fieldpilot' }]),
    );
    expect(statSync(join(dataDir, 'logins.json')).mode & 0o777).toBe(0o600);
    expect(await prepare()).toEqual(logins);
  });

  it('roles have no more rights than they need', async () => {
    const roles = await run(
      admin,
      `select rolname, rolcanlogin, rolinherit, rolcreaterole, rolsuper or rolcreatedb or rolbypassrls as strong, rolconfig
       from pg_roles where rolname like 'fp\\_%' order by rolname`,
    );
    const role = (
      rolname: string,
      rolcanlogin: boolean,
      rolcreaterole: boolean,
      rolconfig: string[] | null,
    ): object => ({
      ...{ rolname, rolcanlogin, rolcreaterole, rolconfig, rolinherit: false, strong: false },
    });
    expect(roles).toEqual([
      role('fp_app', true, false, ['search_path=pg_catalog']),
      role('fp_migrator', true, true, null),
      role('fp_owner', false, false, null),
      role('fp_platform', true, false, ['search_path=public']),
    ]);
  });

  it('the app reaches a tenant through its role and nothing else', async () => {
    await run(logins.migratorUrl, 'set role fp_owner; create table public.plans as select 1 as id');
    await run(logins.migratorUrl, provision);
    const refused = [
      'select * from public.plans',
      'select * from acme.tasks',
      'create schema x',
      'create table public.x ()',
      'create temp table x ()',
      'set role fp_owner',
    ];
    for (const text of refused) await expect(run(logins.appUrl, text)).rejects.toThrow('permission denied');
    expect(await run(logins.appUrl, asTenant)).toEqual([{ id: 7 }]);
  });

  it('the platform reads and writes what the owner made in public, and makes nothing', async () => {
    await run(
      logins.migratorUrl,
      'set role fp_owner; create table public.domains (id int, number int generated always as identity)',
    );
    await run(
      logins.platformUrl,
      'insert into domains (id) values (1); update domains set id = 2; delete from domains',
    );
    for (const text of ['create table public.y ()', 'create schema y']) {
      await expect(run(logins.platformUrl, text)).rejects.toThrow('permission denied');
    }
  });

  it('the migrator makes nothing that it would own itself', async () => {
    await expect(run(logins.migratorUrl, 'create table public.z ()')).rejects.toThrow('permission denied');
  });

  it.each(['postgres', 'template1'])('no login may connect to %s', async (database) => {
    for (const url of [logins.migratorUrl, logins.platformUrl, logins.appUrl])
      await expect(run(onDatabase(url, database), 'select 1')).rejects.toThrow(
        `permission denied for database "${database}"`,
      );
  });

  it('what a login changes about itself is reset at the next start', async () => {
    await run(
      logins.appUrl,
      `alter role fp_app set role = t_acme_rw; alter role fp_app set search_path = acme;
       alter role fp_app in database fieldpilot set default_transaction_read_only = on; alter role fp_app password 'taken over'`,
    );
    await run(logins.platformUrl, 'alter role fp_platform set search_path = pg_temp');
    await expect(run(logins.appUrl, 'select 1')).rejects.toThrow('password authentication failed');
    expect(await prepare()).toEqual(logins);
    const settings = `select current_user as role, current_setting('search_path') as path, current_setting('transaction_read_only') as "readOnly"`;
    expect(await run(logins.appUrl, settings)).toEqual([{ role: 'fp_app', path: 'pg_catalog', readOnly: 'off' }]);
    expect(await run(logins.platformUrl, settings)).toMatchObject([{ path: 'public' }]);
  });

  it('always isolates by role', async () => {
    const answer = await prepareLogins({ adminUrl: admin, dataDir, production: true, isolation: 'schema' });
    expect(answer).toMatchObject({ isolation: 'role', notice: expect.stringContaining('ISOLATION=schema') });
  });
});

describe('on another server', () => {
  let admin: string;
  let dataDir: string;
  const own = (): string => onDatabase(withUser(admin, 'alice', 'a'), 'product');

  /** Makes it look as if the logins had not been renewed for a long time. */
  const forgetRenewals = () => run(admin, 'comment on role fp_app is null; comment on role fp_platform is null');

  function prepare(databaseUrl: string, options: Partial<LoginOptions> = {}): Promise<Logins> {
    return prepareLogins({ databaseUrl, dataDir, production: false, waitMs: 0, ...options });
  }

  beforeAll(async () => {
    dataDir = newFolder();
    admin = (await start(dataDir)).url;
    await run(
      admin,
      `create role alice login createrole password 'a'; create role bob login password 'b'; create role carol login createrole password 'c'`,
    );
    await run(admin, 'create database product owner alice');
    await run(admin, 'create database guests');
    await Promise.all([prepare(own()), prepare(own()), prepare(own())]);
  });

  it('a user that may create roles makes the other logins, and provisions tenants', async () => {
    const logins = await prepare(own());
    expect(logins).toMatchObject({ migratorUrl: own(), isolation: 'role', notice: undefined });
    await run(logins.migratorUrl, `${provision}; create table public.plans (id int)`);
    await run(logins.platformUrl, 'insert into plans values (1)');
    expect(await run(logins.appUrl, asTenant)).toEqual([{ id: 7 }]);
    await expect(run(logins.appUrl, 'select * from public.plans')).rejects.toThrow('permission denied');
  });

  it('logins that are given are used as they are', async () => {
    const { platformUrl, appUrl } = await prepare(own());
    expect(await prepare(own(), { platformUrl, appUrl, production: true, dataDir: '/nowhere' })).toMatchObject({
      platformUrl,
      appUrl,
      isolation: 'role',
    });
    const wrong = withUser(appUrl, 'fp_app', 'not-it');
    await expect(prepare(own(), { platformUrl, appUrl: wrong })).rejects.toThrow(
      /refuses fp_app\. Correct the password in DATABASE_APP_URL, or set it/,
    );
    const other = withUser(appUrl, 'alice', 'a');
    await expect(prepare(own(), { platformUrl, appUrl: other })).rejects.toThrow(
      'DATABASE_APP_URL signs in as alice; it has to be fp_app',
    );
  });

  it('another data folder renews the passwords and says so', async () => {
    const before = await prepare(own());
    const elsewhere = join(dataDir, 'elsewhere');
    mkdirSync(elsewhere);
    const renewed = await prepare(own(), { dataDir: elsewhere });
    expect(renewed.notice).toContain('The passwords of fp_platform and fp_app were renewed');
    expect(passwordOf(renewed.appUrl)).not.toBe(passwordOf(before.appUrl));
    expect(userOf(renewed.appUrl)).toBe('fp_app');
    expect((await prepare(own(), { dataDir: elsewhere })).notice).toBeUndefined();
    await forgetRenewals();
  });

  it('the passwords of an installation that runs, or starts at this moment, are not renewed', async () => {
    const [first, second] = ['first', 'second'].map((name) => join(dataDir, name));
    for (const folder of [first, second]) mkdirSync(folder!);
    await forgetRenewals();
    const starts = await Promise.allSettled([first, second].map((folder) => prepare(own(), { dataDir: folder! })));
    expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await forgetRenewals();
    const [winner, loser] = starts[0]!.status === 'fulfilled' ? [first!, second!] : [second!, first!];
    const running = new pg.Client((await prepare(own(), { dataDir: winner })).appUrl);
    await running.connect();
    await expect(prepare(own(), { dataDir: loser })).rejects.toThrow(
      /^Another installation uses fp_app on this database server\. Set DATABASE_PLATFORM_URL and DATABASE_APP_URL here/,
    );
    await running.end();
    const signedIn = `select from pg_stat_activity where usename = 'fp_app'`;
    while ((await run(admin, signedIn)).length > 0) await new Promise(setImmediate);
    expect((await prepare(own(), { dataDir: loser })).notice).toContain('were renewed');
    await forgetRenewals();
  });

  it.each([
    ['may not create roles', () => onDatabase(withUser(admin, 'bob', 'b'), 'product'), 'bob may not create roles'],
    [
      'does not own the database',
      () => onDatabase(withUser(admin, 'carol', 'c'), 'guests'),
      /carol may not act as fp_owner \(GRANT fp_owner TO carol\), fp_owner may not create schemas here \(GRANT CREATE ON DATABASE guests TO fp_owner\), fp_owner may not create tables/,
    ],
  ])('a user that %s gets ISOLATION=schema, loudly', async (_, urlOf, reason) => {
    const url = urlOf();
    const logins = await prepare(url);
    expect(logins).toMatchObject({ migratorUrl: url, platformUrl: url, appUrl: url, isolation: 'schema' });
    expect(logins.notice).toMatch(/^WARNING: ISOLATION=schema\./);
    expect(logins.notice).toMatch(reason);
    await expect(prepare(url, { production: true })).rejects.toThrow(
      /^Tenants cannot be isolated by role: .*set ISOLATION=schema to do without/,
    );
    expect(await prepare(url, { production: true, isolation: 'schema' })).toEqual({
      ...logins,
      notice: expect.stringMatching(/^WARNING: ISOLATION=schema\. It is set, so /),
    });
  });

  it('a user that may not grant rights starts where they have been granted', async () => {
    await run(admin, `create role dora login createrole noinherit password 'd'`);
    await run(admin, 'create database prepared');
    const prepared = onDatabase(admin, 'prepared');
    await prepare(prepared);
    await run(admin, 'grant fp_owner to dora with inherit false, set true');
    const { isolation, notice } = await prepare(withUser(prepared, 'dora', 'd'), { production: true });
    expect({ isolation, notice }).toEqual({ isolation: 'role', notice: undefined });
  });

  it('reports what it may not close, and how that is done, until it is closed', async () => {
    await run(admin, 'create database shared owner alice');
    const shared = onDatabase(own(), 'shared');
    const { gaps, appUrl } = await prepare(shared);
    expect(gaps).toMatch(
      /^WARNING: open, and not FieldPilot's to close here: \d+ functions, views and languages .*psql -d shared -f migrations\/harden\.sql/,
    );
    expect(gaps).toMatch(/fp_app and fp_platform may connect to .*\bguests\b.*REVOKE CONNECT ON DATABASE .*\bguests\b/);
    await run(appUrl, 'select xmlserialize(content query_to_xml($q$select 1$q$, true, true, $$$$) as text)');
    await run(onDatabase(admin, 'shared'), harden());
    await expect(run(appUrl, 'select query_to_xml($q$select 1$q$, true, true, $$$$)')).rejects.toThrow(
      'permission denied',
    );
    expect((await prepare(shared)).gaps).not.toContain('harden.sql');
    const databases = (await run(
      admin,
      `select datname from pg_database where datallowconn and datname <> 'shared'`,
    )) as { datname: string }[];
    const open = databases.map(({ datname }) => datname).join();
    await run(
      admin,
      `revoke connect on database ${open} from public; revoke connect on database product, prepared from fp_app, fp_platform`,
    );
    expect((await prepare(shared)).gaps).toBeUndefined();
    await run(appUrl, `alter role fp_app in database shared set default_transaction_read_only = on`);
    expect((await prepare(shared)).gaps).toContain(
      'fp_app has settings that FieldPilot did not make: default_transaction_read_only=on (unless you did: ALTER ROLE fp_app IN DATABASE shared RESET ALL)',
    );
    await run(admin, `alter role fp_app in database shared reset all; grant connect on database ${open} to public`);
  });

  it('a superuser closes the product’s database at the start, and no other', async () => {
    await run(admin, 'create database closed');
    const { appUrl, gaps } = await prepare(onDatabase(admin, 'closed'));
    expect(gaps).not.toContain('harden.sql');
    const attempt = 'select query_to_xml($q$select 1$q$, true, true, $$$$) is null as ran';
    await expect(run(appUrl, attempt)).rejects.toThrow('permission denied');
    expect(await run(onDatabase(appUrl, 'guests'), attempt)).toEqual([{ ran: false }]);
  });

  it('says in one line why it cannot sign in', async () => {
    await expect(prepare('postgres://x:hunter2@127.0.0.1:1/db')).rejects.toThrow(
      'The database server at 127.0.0.1:1 cannot be reached (ECONNREFUSED). Start it, or correct DATABASE_URL; without DATABASE_URL FieldPilot runs its own.',
    );
    await expect(prepare(withUser(own(), 'alice', 'hunter2'))).rejects.toThrow(
      /refuses alice\. Correct user and password in DATABASE_URL\.$/,
    );
    await expect(prepare(onDatabase(own(), 'absent'))).rejects.toThrow(
      /has no database absent\. Create it, or correct DATABASE_URL\.$/,
    );
    await expect(prepare('postgres://x:hunter2@no-such-host.invalid/db')).rejects.toThrow(StartupError);
  });
});
