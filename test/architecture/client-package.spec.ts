import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { jest } from '@jest/globals';
import { fixtures, repository, toolTimeout } from './run-tool.js';

jest.setTimeout(toolTimeout);

interface PackageJson {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const packageOf = (folder: string) =>
  JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8')) as PackageJson;

const exec = (command: string, args: readonly string[], cwd: string) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '' };
    execFile(command, [...args], { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
const run = (args: readonly string[], cwd: string) => exec(process.execPath, args, cwd);
const tsc = join(repository, 'node_modules/typescript/bin/tsc');

let workshop: string;
let consumer: string;
/** A project of its own, which has the packed package installed with nothing but what the package asks for. */
beforeAll(async () => {
  workshop = mkdtempSync(join(tmpdir(), 'fieldpilot-client-'));
  consumer = join(workshop, 'consumer');
  cpSync(join(fixtures, 'client-consumer'), consumer, { recursive: true });
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers'])
    cpSync(join(repository, 'node_modules', name), join(consumer, 'node_modules', name), { recursive: true });
  const tarball = await pack(join(workshop, 'client'));
  const installed = join(consumer, 'node_modules/@fieldpilot/client');
  mkdirSync(installed, { recursive: true });
  const unpacked = await exec('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], workshop);
  expect(unpacked).toEqual({ code: 0, output: '' });
});
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

/** What would be published: the sources beside what `npm run build:client` makes of them, packed by npm. */
async function pack(folder: string): Promise<string> {
  const isSource = (path: string) => basename(path) !== 'dist';
  cpSync(join(repository, 'libs/client'), folder, { recursive: true, filter: isSource });
  const [, ...build] = packageOf('.').scripts['build:client']!.split(' ');
  const built = await run([tsc, ...build, '--outDir', join(folder, 'dist')], repository);
  expect(built).toEqual({ code: 0, output: '' });
  const { code } = await exec('npm', ['pack', '--offline', '--pack-destination', workshop], folder);
  expect(code).toBe(0);
  return join(
    workshop,
    readdirSync(workshop).find((name) => name.endsWith('.tgz'))!,
  );
}

describe('@fieldpilot/client', () => {
  it('compiles in a strict project, and mistakes in its use do not', async () => {
    expect(await run([tsc, '-p', '.'], consumer)).toEqual({ code: 0, output: '' });
  });

  it('carries what it is made of and what it is for, not its sources and specs', () => {
    const installed = join(consumer, 'node_modules/@fieldpilot/client');
    const files = readdirSync(installed, { recursive: true }).map(String);
    expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'dist/index.js', 'dist/index.d.ts']));
    expect(files.filter((file) => /(?<!\.d)\.ts$|spec/.test(file))).toEqual([]);
  });

  it('can be imported there', async () => {
    const script = "console.log(Object.keys(await import('@fieldpilot/client')).sort().join())";
    const { output } = await run(['--input-type=module', '-e', script], consumer);
    expect(output.trim()).toBe('FieldPilotClient,ProblemError,ifMatch');
  });

  it('asks for the packages that it is tested with', () => {
    const { dependencies, devDependencies } = packageOf('.');
    expect({ ...devDependencies, ...dependencies }).toMatchObject(packageOf('libs/client').dependencies);
  });
});
