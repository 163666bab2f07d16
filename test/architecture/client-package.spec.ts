import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

const run = (args: readonly string[], cwd: string) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '' };
    execFile(process.execPath, [...args], { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
const tsc = join(repository, 'node_modules/typescript/bin/tsc');

let consumer: string;
/** A project of its own, which has the package installed with nothing but what the package asks for. */
beforeAll(async () => {
  consumer = mkdtempSync(join(tmpdir(), 'fieldpilot-client-'));
  cpSync(join(fixtures, 'client-consumer'), consumer, { recursive: true });
  const installed = join(consumer, 'node_modules/@fieldpilot/client');
  mkdirSync(installed, { recursive: true });
  cpSync(join(repository, 'libs/client/package.json'), join(installed, 'package.json'));
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers'])
    cpSync(join(repository, 'node_modules', name), join(consumer, 'node_modules', name), { recursive: true });
  const [, ...build] = packageOf('.').scripts['build:client']!.split(' ');
  const built = await run([tsc, ...build, '--outDir', join(installed, 'dist')], repository);
  expect(built).toEqual({ code: 0, output: '' });
});
afterAll(() => rmSync(consumer, { recursive: true, force: true }));

describe('@fieldpilot/client', () => {
  it('compiles in a strict project, and mistakes in its use do not', async () => {
    expect(await run([tsc, '-p', '.'], consumer)).toEqual({ code: 0, output: '' });
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
