import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { DoorReport } from '#libs/isolation';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { fieldpilot, type Outcome } from './command-line.js';

jest.setTimeout(120_000);

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-probe-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

const id = Date.now().toString(36);
const slugs = [`probe-a-${id}`, `probe-b-${id}`] as const;
const schemaOf = (slug: string) => `tenant_${slug.replaceAll('-', '_')}`;

type Environment = (database: TestDatabase) => Record<string, string>;
const byRole: Environment = ({ urls: { migratorUrl, platformUrl, appUrl } }) => {
  return { DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl };
};
const bySchema: Environment = ({ superuserUrl }) => ({ DATABASE_URL: superuserUrl, ISOLATION: 'schema' });

/** The command line on a database of its own. */
async function installation(environment: Environment) {
  const database = await createTestDatabase();
  const run = (...words: string[]): Promise<Outcome> =>
    fieldpilot(['tenants', ...words], { ...environment(database), FIELDPILOT_DATA: dataDir });
  const create = async (slug: string) =>
    expect(await run('create', '--slug', slug, '--name', slug)).toMatchObject({ code: 0 });
  return { database, run, create };
}

describe('fieldpilot tenants probe', () => {
  it('has nothing to try without a tenant, and the shared tables with one', async () => {
    const { run, create } = await installation(byRole);
    expect(await run('probe')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'There is no tenant yet, so nothing was tried.\n',
    });
    await create(slugs[0]);
    const alone = await run('probe');
    expect(alone).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^There is one tenant alone: .*\nEvery door is closed\.\n$/),
    });
    expect(alone.stdout).toMatch(/^door +tried +result\n(.+ +\d+ +closed\n)+$/);
  });

  it('ends with 1 when a door is open, and says who reaches what', async () => {
    const { database, run, create } = await installation(byRole);
    for (const slug of slugs) await create(slug);
    const [first, second] = slugs.map(schemaOf);
    const role = first!.replace('tenant_', 't_');
    await database.query(`grant usage on schema ${second} to ${role}_rw`);
    await database.query(`grant select on ${second}.users to ${role}_rw`);
    const open = await run('probe');
    expect(open.code).toBe(1);
    expect(open.stdout).toMatch(/raw SQL of the ORM +\d+ +open/);
    expect(open.stdout).toMatch(/write +\d+ +closed/);
    expect(open.stderr).toContain(`COPY: ${slugs[0]} reaches ${second}.users\n`);
    expect(open.stderr).toContain(`rights in the catalogues: ${role}_rw reaches table ${second}.users (SELECT)\n`);
    const reports = JSON.parse((await run('probe', slugs[0], '--json')).stdout) as DoorReport[];
    expect(reports.find(({ door }) => door === 'COPY')).toMatchObject({
      result: 'open',
      findings: [{ caller: slugs[0], object: `${second}.users` }],
    });
  });

  it('names a slug that nobody has', async () => {
    const { run } = await installation(byRole);
    expect(await run('probe', 'nobody')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('There is no tenant "nobody"'),
    });
  });

  it('says of ISOLATION=schema that no role keeps tenants apart', async () => {
    const { run, create } = await installation(bySchema);
    for (const slug of slugs) await create(`s-${slug}`);
    const { code, stdout, stderr } = await run('probe');
    expect(code).toBe(1);
    expect(stdout).toMatch(/raw SQL of the ORM +\d+ +open/);
    expect(stdout).toMatch(/second statement in the text of one +\d+ +closed/);
    expect(stderr).toContain('ISOLATION=schema: no database role keeps tenants apart');
  });
});
