import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { fieldpilot, fieldpilotProcess, type Outcome } from './command-line.js';

let database: TestDatabase;
let dataDir: string;
const slug = `cli-${Date.now().toString(36)}`;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-cli-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

function environment(): Record<string, string> {
  const { migratorUrl, platformUrl, appUrl } = database.urls;
  const urls = { DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl };
  return { ...urls, FIELDPILOT_DATA: dataDir };
}

const run = (...words: string[]): Promise<Outcome> => fieldpilot(words, environment());

describe('fieldpilot', () => {
  it('marks the options that a command cannot do without', async () => {
    const { code, stdout } = await run('tenants', 'create', '--help');
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/--name <name> as people call it \(required\)/);
    expect(stdout.match(/\(required\)/g)).toHaveLength(2);
  });

  it('creates a tenant and prints its administrator in a form for programs', async () => {
    const words = [
      'tenants',
      'create',
      '--slug',
      slug,
      '--name',
      'By command',
      '--timezone',
      'europe/PRAGUE',
      '--json',
    ];
    const created = await fieldpilotProcess(words, environment());
    expect(created).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(created.stdout)).toMatchObject({
      slug,
      domain: `${slug}.localhost`,
      timezone: 'Europe/Prague',
      admin: { email: `admin@${slug}.localhost`, password: expect.stringMatching(/^.{20}$/) },
    });
    const users = await database.query(`select role from tenant_${slug.replace('-', '_')}.users`);
    expect(users).toEqual([{ role: 'admin' }]);
    const [counter] = await database.query(
      `select used from tenant_${slug.replace('-', '_')}.usage_counters where name = 'users'`,
    );
    expect(Number(counter!['used'])).toBe(1);
  });

  it('names the tenant that has the slug, on stderr, and fails', async () => {
    const again = await run('tenants', 'create', '--slug', slug, '--name', 'Again');
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toMatch(/^The slug ".*" belongs to the tenant "By command" \(.*\)\. Choose another one\.\n$/);
  });

  it('lists, suspends and resumes', async () => {
    const suspended = await run('tenants', 'suspend', slug, '--reason', 'unpaid', '--json');
    expect(JSON.parse(suspended.stdout)).toMatchObject({ slug, status: 'suspended', isActive: false });
    const listed = await run('tenants', 'list');
    expect(listed.stdout).toMatch(new RegExp(`^slug +name +status.*\n${slug} +By command +suspended`));
    const resumed = await run('tenants', 'resume', slug, '--json');
    expect(JSON.parse(resumed.stdout)).toMatchObject({ status: 'trialing', isActive: true });
  });

  it('makes an operator from a password on standard input', async () => {
    const words = ['operators', 'create', '--email', 'ops@example.com', '--password-stdin', '--json'];
    const made = await fieldpilotProcess(words, environment(), 'quite a long sentence\n');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).not.toContain('sentence');
    expect(await database.query('select email, role from operators')).toEqual([
      { email: 'ops@example.com', role: 'admin' },
    ]);
  });

  it('changes the role of an operator, of one that there is', async () => {
    const setRole = (email: string) => run('operators', 'set-role', '--email', email, '--role', 'support');
    expect(await setRole('OPS@example.com')).toMatchObject({ code: 0 });
    expect(await database.query('select role from operators')).toEqual([{ role: 'support' }]);
    expect(await setRole('nobody@example.com')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nobody@example.com'),
    });
  });

  it('reports the applied migrations and no drift, until there is some', async () => {
    const status = await run('migrate', 'status', '--json');
    const migrate = await run('migrate', '--json');
    const clean = await run('db', 'check', '--json');
    expect(JSON.parse(status.stdout)).toMatchObject({ tenant: { pending: 0, failures: [] } });
    expect(JSON.parse(migrate.stdout)).toMatchObject({
      shared: { applied: [] },
      tenants: { migrated: [], failed: [] },
    });
    expect(clean).toMatchObject({ code: 0, stdout: '[]\n' });
    await database.query(`drop index tenant_${slug.replace('-', '_')}.idx_users_role`);
    const drifted = await run('db', 'check');
    expect(drifted.code).toBe(1);
    expect(drifted.stdout).toContain('idx_users_role');
  });

  it.each([
    ['an unknown command', ['tenant', 'list']],
    ['an unknown subcommand', ['tenants', 'lits']],
    ['an unknown option', ['tenants', 'list', '--all']],
    ['a missing option', ['tenants', 'create', '--slug', 'x']],
    ['a surplus word', ['migrate', 'now']],
    ['a number that is none', ['migrate', '--parallel', 'many']],
    ['an address nobody can sign in with', ['operators', 'create', '--email', 'ops@localhost']],
    ['a role that there is not', ['operators', 'set-role', '--email', 'ops@example.com', '--role', 'manager']],
    ['an address that is none', ['tenants', 'create', '--slug', 'x', '--name', 'X', '--admin-email', 'boss']],
    ['nothing at all', []],
  ])('answers %s with the usage on stderr and 2', async (_, words) => {
    const { code, stdout, stderr } = await fieldpilot(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: fieldpilot');
  });

  it.each(['IST', 'PST', '+01:00', 'Mars/Olympus'])('makes no tenant in the zone %s', async (zone) => {
    const { code, stdout, stderr } = await run(
      'tenants',
      'create',
      '--slug',
      'adrift',
      '--name',
      'A',
      '--timezone',
      zone,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`"${zone}" is no IANA time zone`);
  });

  it('fails for a tenant that is not there', async () => {
    const show = await run('tenants', 'show', 'nobody');
    const migrate = await run('migrate', '--tenant', 'nobody');
    expect(show).toMatchObject({ code: 1, stdout: '', stderr: 'There is no tenant "nobody".\n' });
    expect(migrate).toMatchObject({ code: 1, stdout: '' });
    expect(migrate.stderr).toContain('There is no tenant "nobody"');
  });

  it('names every fault of the configuration and hides passwords where there is none', async () => {
    const faulty = await fieldpilot(['config', 'check'], { PORT: 'x', ROLE: 'boss', FIELDPILOT_DATA: dataDir });
    expect(faulty.code).toBe(1);
    expect(faulty.stderr).toMatch(/PORT: .*\n.*ROLE: |ROLE: .*\n.*PORT: /);
    const sound = await run('config', 'check');
    expect(sound.code).toBe(0);
    expect(sound.stdout).not.toContain(new URL(database.urls.migratorUrl).password);
  });
});
