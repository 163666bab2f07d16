import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import { fieldpilot, fieldpilotProcess, type Outcome } from './command-line.js';

// Whole processes, on a machine that may be busy.
jest.setTimeout(120_000);

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'fieldpilot-usage-'));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function environment(): Record<string, string> {
  const { migratorUrl, platformUrl, appUrl } = database.urls;
  return {
    DATABASE_URL: migratorUrl,
    DATABASE_PLATFORM_URL: platformUrl,
    DATABASE_APP_URL: appUrl,
    FIELDPILOT_DATA: folder,
  };
}

interface Line {
  readonly words: string;
  readonly says: RegExp;
  readonly usage: string;
}

function expectRefusal({ words, says, usage }: Line, { stderr, ...rest }: Outcome): void {
  expect({ words, ...rest }).toEqual({ words, code: 2, stdout: '' });
  expect(stderr).toMatch(says);
  expect(stderr).toContain(`Usage: ${`fieldpilot ${usage}`.trim()} [options]`);
  expect(stderr).toContain('Examples:\n  fieldpilot ');
}

const wrong: Line[] = [
  { words: 'tenants create', says: /^error: missing --slug <slug>, --name <name>\n/, usage: 'tenants create' },
  { words: 'tenants list --al', says: /^error: unknown option '--al'/, usage: 'tenants list' },
  { words: 'tenants create --slug UP --name Up', says: /^error: "UP" is no slug: /, usage: 'tenants create' },
  { words: 'migrate statsu', says: /^error: unknown command 'statsu'\n\(Did you mean status\?\)/, usage: 'migrate' },
];

const alsoWrong: Line[] = [
  { words: 'migrate --parallel many', says: /A whole number from 1 to 99 is needed/, usage: 'migrate' },
  { words: 'tenants suspend', says: /^error: missing <slug>, --reason <text>\n/, usage: 'tenants suspend' },
  { words: 'tenants rename acme --reason x', says: /^error: missing --to <slug>\n/, usage: 'tenants rename' },
  {
    words: 'tenants trial acme --reason x --ends-at soon',
    says: /A time with offset is needed/,
    usage: 'tenants trial',
  },
  { words: 'tenants show a b', says: /too many arguments/, usage: 'tenants show' },
  { words: 'help tenants lits', says: /^error: unknown command 'lits'\n\(Did you mean list\?\)/, usage: 'tenants' },
  { words: 'tenants lits --help', says: /^error: unknown command 'lits'\n\(Did you mean list\?\)/, usage: 'tenants' },
  { words: 'tennants list', says: /^error: unknown command 'tennants'\n\(Did you mean tenants\?\)/, usage: '' },
];

describe('a process of fieldpilot', () => {
  it('answers whatever is typed wrong with what is wrong and the help of that level on stderr, and ends with 2', async () => {
    const outcomes = await Promise.all(wrong.map(({ words }) => fieldpilotProcess(words.split(' '), environment())));
    for (const [i, line] of wrong.entries()) expectRefusal(line, outcomes[i]!);
    for (const line of alsoWrong) expectRefusal(line, await fieldpilot(line.words.split(' ')));
  });

  it('exits with 1 for failures, without help, and with 0 for requested help', async () => {
    const [failed, help] = await Promise.all([
      fieldpilotProcess(['tenants', 'show', 'nobody'], environment()),
      fieldpilotProcess(['help', 'tenants', 'create'], environment()),
    ]);
    expect(failed).toEqual({ code: 1, stdout: '', stderr: 'There is no tenant "nobody".\n' });
    expect(help).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^Usage: fieldpilot tenants create/),
    });
  });

  it('creates no data folder to read from one that does not exist, and reports it', async () => {
    const [nowhere, empty] = [join(folder, 'nowhere'), join(folder, 'empty')];
    mkdirSync(empty);
    const [list, status, check] = await Promise.all([
      fieldpilotProcess(['tenants', 'list'], { FIELDPILOT_DATA: nowhere }),
      fieldpilotProcess(['migrate', 'status'], { FIELDPILOT_DATA: empty }),
      fieldpilotProcess(['config', 'check'], { FIELDPILOT_DATA: nowhere }),
    ]);
    expect(list).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`no data folder ${nowhere}.`) });
    expect(status).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining(`${empty} holds no database.`),
    });
    // users check the installation before their first start
    expect(check).toMatchObject({ code: 0, stderr: expect.stringContaining('the start makes it') });
    expect([existsSync(nowhere), readdirSync(empty)]).toEqual([false, []]);
  });
});

describe('a command that only reads', () => {
  const readers = [
    'tenants list',
    'tenants show acme',
    'tenants probe',
    'migrate status',
    'migrate --dry-run',
    'db check',
  ];

  it.each(readers)(
    '%s makes no data folder, neither beside a database of its own nor for its logins',
    async (words) => {
      const dataDir = join(folder, 'missing');
      const databases: Record<string, string>[] = [{}, { DATABASE_URL: database.urls.migratorUrl }];
      for (const given of databases) {
        const { code, stdout, stderr } = await fieldpilot(words.split(' '), { ...given, FIELDPILOT_DATA: dataDir });
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
        expect(stderr).toContain(`There is no data folder ${dataDir}.`);
      }
      expect(existsSync(dataDir)).toBe(false);
    },
  );

  it('needs none where all logins are given', async () => {
    const dataDir = join(folder, 'missing');
    const { code, stdout } = await fieldpilot(['tenants', 'list', '--json'], {
      ...environment(),
      FIELDPILOT_DATA: dataDir,
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '[]\n' });
    expect(existsSync(dataDir)).toBe(false);
  });

  it('creates no tables, and reports in one line what is missing', async () => {
    const bare = await createTestDatabase();
    await bare.query('drop schema public cascade');
    await bare.query('create schema public authorization pg_database_owner');
    const { migratorUrl, platformUrl, appUrl } = bare.urls;
    const urls = { DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl };
    for (const words of ['tenants list', 'migrate --tenant --dry-run']) {
      const { code, stdout, stderr } = await fieldpilot(words.split(' '), { ...urls, FIELDPILOT_DATA: folder });
      expect({ words, code, stdout }).toEqual({ words, code: 1, stdout: '' });
      expect(stderr).toMatch(/^The .*shared tables.*fieldpilot migrate.*\n$/);
    }
    expect(await bare.query("select from pg_tables where schemaname = 'public'")).toEqual([]);
    await bare.drop();
  });
});
