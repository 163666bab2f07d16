import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemUser } from '#libs/config';
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
    expect(JSON.parse(suspended.stdout)).toMatchObject({
      slug,
      status: 'suspended',
      statusReason: 'unpaid',
      isActive: false,
    });
    const listed = await run('tenants', 'list');
    expect(listed.stdout).toMatch(new RegExp(`^slug +name +status.*\n${slug} +By command +suspended`));
    const again = await run('tenants', 'suspend', slug, '--reason', 'unpaid');
    expect(again).toMatchObject({ code: 1, stderr: expect.stringMatching(/ is suspended and cannot be suspended/) });
    const resumed = await run('tenants', 'resume', slug, '--reason', 'paid', '--json');
    expect(JSON.parse(resumed.stdout)).toMatchObject({ status: 'trialing', isActive: true });
  });

  it('renames to and fro, and moves the end of the trial', async () => {
    const to = `${slug}-lifts`;
    const renamed = await run('tenants', 'rename', slug, '--to', to, '--reason', 'New name', '--json');
    expect(JSON.parse(renamed.stdout)).toMatchObject({ slug: to, domain: `${to}.localhost` });
    const gone = await run('tenants', 'show', slug);
    expect(gone).toMatchObject({
      code: 1,
      stderr: `There is no tenant "${slug}". The one that was called so is "${to}" now.\n`,
    });
    await run('tenants', 'rename', to, '--to', slug, '--reason', 'Typed wrong');
    const end = '2030-01-31T00:00:00.000Z';
    const moved = await run('tenants', 'trial', slug, '--ends-at', end, '--reason', 'Asked for', '--json');
    expect(JSON.parse(moved.stdout)).toMatchObject({ slug, trialEndsAt: end });
  });

  it('keeps who did what, why, and what it was before, in the log of the operators', async () => {
    const entries = await database.query(
      `select l.action, l.actor_kind, l.actor_name, l.reason, l.changes -> 'before' as before, l.changes -> 'after' as after
       from platform_audit_logs l join tenants t on t.id = l.tenant_id and t.id = l.resource_id where t.slug = $1 order by l.created_at, l.id`,
      [slug],
    );
    expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
      ['create', null],
      ['suspend', 'unpaid'],
      ['resume', 'paid'],
      ['rename', 'New name'],
      ['rename', 'Typed wrong'],
      ['change_trial_end', 'Asked for'],
    ]);
    const who = `${systemUser()} at the command line`;
    for (const entry of entries) expect(entry).toMatchObject({ actor_kind: 'system', actor_name: who });
    expect(entries[1]).toMatchObject({ before: { status: 'trialing' }, after: { status: 'suspended' } });
    expect(entries[3]).toMatchObject({ before: { slug }, after: { slug: `${slug}-lifts` } });
    expect(entries[5]!['before']).toHaveProperty('trialEndsAt');
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
