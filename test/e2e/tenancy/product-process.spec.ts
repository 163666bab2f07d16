import { jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { fieldpilot, fieldpilotProcess } from './command-line.js';
import { isAlive, postmasterOf, startProduct, stopProduct, type ProductProcess } from './product-process.js';

// processes start several times slower while others do
jest.setTimeout(120_000);

let dataDir: string;
const running: ProductProcess[] = [];

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-process-'));
  // when root runs this, the server runs under another account, which must be able to enter the folder
  chmodSync(dataDir, 0o711);
});
afterAll(async () => {
  for (const { child } of running) child.kill('SIGTERM');
  await Promise.all(running.map(({ ended }) => ended));
  rmSync(dataDir, { recursive: true, force: true });
});

function start(environment: Record<string, string> = {}): ProductProcess {
  const product = startProduct({ FIELDPILOT_DATA: dataDir, ...environment });
  running.push(product);
  return product;
}

const isReady = async (address: string): Promise<boolean> => (await fetch(`${address}/health/ready`)).ok;

describe('the process with its own PostgreSQL', () => {
  it('starts on an empty folder, is joined by the command line, and leaves nothing running at SIGTERM', async () => {
    const product = start();
    expect(await isReady(await product.ready)).toBe(true);
    const server = postmasterOf(dataDir)!;
    const words = ['tenants', 'create', '--slug', 'kept', '--name', 'Kept', '--json'];
    const created = await fieldpilotProcess(words, { FIELDPILOT_DATA: dataDir });
    expect(created).toMatchObject({ code: 0 });
    expect(isAlive(server)).toBe(true);
    const { code, stdout, stderr } = await stopProduct(product);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`zones +tzdata ${process.versions.tz}`));
    expect(isAlive(server)).toBe(false);
    expect(postmasterOf(dataDir)).toBeUndefined();
  });

  it('keeps its data over a second start and a kill -9, and a port that is taken ends only the newcomer', async () => {
    const killed = start();
    await killed.ready;
    await stopProduct(killed, 'SIGKILL');
    const product = start();
    const address = await product.ready;
    const { code, stderr } = await start({ PORT: new URL(address).port }).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^Port \d+ on 127\.0\.0\.1 is taken\. .*\n$/),
    });
    const login = { tenant: 'kept', email: 'admin@kept.localhost', password: 'certainly not it' };
    const refused = await fetch(`${address}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(login),
    });
    expect(refused.status).toBe(401);
    const listed = await fieldpilotProcess(['tenants', 'list', '--json'], { FIELDPILOT_DATA: dataDir });
    expect(JSON.parse(listed.stdout)).toMatchObject([{ slug: 'kept' }]);
    const here = { FIELDPILOT_DATA: dataDir };
    await fieldpilot(['tenants', 'create', '--slug', 'second', '--name', 'Second'], here);
    expect(await fieldpilot(['tenants', 'probe'], here)).toMatchObject({ code: 0, stderr: 'Every door is closed.\n' });
    const server = postmasterOf(dataDir)!;
    expect(await stopProduct(product, 'SIGINT')).toMatchObject({ code: 0, stderr: '' });
    expect(isAlive(server)).toBe(false);
  });

  it('stops cleanly on a signal while it starts', async () => {
    const product = start();
    while (postmasterOf(dataDir) === undefined) await new Promise(setImmediate);
    const server = postmasterOf(dataDir)!;
    expect(await stopProduct(product)).toMatchObject({ code: 0, stderr: '' });
    expect(isAlive(server)).toBe(false);
  });

  it('answers health checks alone as a worker', async () => {
    const product = start({ ROLE: 'worker' });
    const address = await product.ready;
    expect(await isReady(address)).toBe(true);
    expect((await fetch(`${address}/v1/me`)).status).toBe(404);
    expect(await stopProduct(product)).toMatchObject({ code: 0 });
  });
});

describe('three processes that start at once on an empty database', () => {
  it('migrate it once and all become ready', async () => {
    const name = `three_${randomBytes(4).toString('hex')}`;
    const server = new pg.Client({ connectionString: process.env['TEST_DATABASE_URL'] });
    await server.connect();
    await server.query(`create database ${name} owner fp_migrator`);
    const urls = { DATABASE_URL: 'MIGRATOR', DATABASE_PLATFORM_URL: 'PLATFORM', DATABASE_APP_URL: 'APP' };
    const environment = Object.entries(urls).map(([variable, login]) => {
      const url = new URL(process.env[`TEST_${login}_URL`]!);
      url.pathname = `/${name}`;
      return [variable, url.href] as const;
    });
    const three = ['api', 'worker', 'all'].map((ROLE) =>
      start({ ...Object.fromEntries(environment), ROLE, LOG_LEVEL: 'info' }),
    );
    const addresses = await Promise.all(three.map(({ ready }) => ready));
    expect(await Promise.all(addresses.map(isReady))).toEqual([true, true, true]);
    const endings = await Promise.all(three.map((product) => stopProduct(product)));
    expect(endings.filter(({ stdout }) => stdout.includes('Shared tables migrated'))).toHaveLength(1);
    expect(endings.map(({ code }) => code)).toEqual([0, 0, 0]);
    // the database is new, and the migrator no superuser
    const warned = endings.filter(({ stdout, stderr }) => `${stdout}${stderr}`.includes('psql -d'));
    expect(warned).toHaveLength(3);
    await server.query(`drop database ${name} with (force)`);
    await server.end();
  });
});

describe('a start that cannot succeed reports it in one line', () => {
  const oneLine = /^[^\n]+\n$/;

  it('for an unreachable database', async () => {
    const { code, stderr } = await start({ DATABASE_URL: 'postgres://fp_migrator:x@127.0.0.1:1/fieldpilot' }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain('127.0.0.1:1 cannot be reached');
  });

  it('for a data folder that cannot be one', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    const secrets = { JWT_SECRET: 'x'.repeat(40), CURSOR_SECRET: 'y'.repeat(40), ENCRYPTION_KEY: 'z'.repeat(40) };
    const { code, stderr } = await start({ ...secrets, FIELDPILOT_DATA: file }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain(file);
  });

  it('for a database that was only half made', async () => {
    const half = mkdtempSync(join(tmpdir(), 'fieldpilot-half-'));
    chmodSync(half, 0o711);
    mkdirSync(join(half, 'postgres/cluster/pgdata/base'), { recursive: true });
    const { code, stderr } = await start({ FIELDPILOT_DATA: half }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain(half);
    rmSync(half, { recursive: true });
  });

  it('for a configuration with several faults, naming each', async () => {
    const { code, stderr } = await start({ PORT: 'x', ROLE: 'boss' }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('PORT');
    expect(stderr).toContain('ROLE');
  });
});
