import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { repository } from './run-tool.js';

interface Run {
  code: number;
  lastLine: string | undefined;
  calls: string[];
}

let bin: string;
beforeEach(() => void (bin = mkdtempSync(join(tmpdir(), 'fieldpilot-ci-'))));
afterEach(() => rmSync(bin, { recursive: true, force: true }));

function command(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

const usualPath = () => `${bin}${delimiter}/usr/bin${delimiter}/bin`;

interface Parts {
  check?: string;
  clients?: string;
  fuzz?: string;
  path?: string;
}

/** Runs .ci/run with a fake npm, on a machine that has what it needs unless stated otherwise. */
function ci(
  test: string,
  { check = 'exit 0', clients = 'exit 0', fuzz = 'exit 0', path = usualPath() }: Parts = {},
): Promise<Run> {
  command('node', 'exit 0');
  command(
    'npm',
    `echo "called $*"\ncase "$*" in\n test) ${test};;\n "run check:clients") ${clients};;\n "run check:fuzz") ${fuzz};;\n run*) ${check};;\nesac`,
  );
  if (path !== bin) for (const tool of ['chromium', 'go', 'javac', 'mvn', 'python3']) command(tool, 'exit 0');
  const env = { ...process.env, PATH: path };
  return new Promise((resolve) => {
    execFile(join(repository, '.ci/run'), { env }, (error, stdout) => {
      const lines = stdout.trim().split('\n');
      const calls = lines.filter((line) => line.startsWith('called ')).map((line) => line.slice('called '.length));
      resolve({ code: Number(error?.code ?? 0), lastLine: lines.at(-1), calls });
    });
  });
}

const summary = (tests: string, suites = '2 passed, 2 total'): string =>
  `printf 'Test Suites: ${suites}\\n\\033[1mTests:       \\033[22m${tests}\\n' >&2`;

describe('.ci/run', () => {
  it('installs, tests, checks, and ends with the totals of the test runner', async () => {
    expect(await ci(summary('2 skipped, 97 passed, 99 total'))).toEqual({
      code: 0,
      lastLine: '97 passed, 0 failed',
      calls: ['ci', 'test', 'run check', 'run check:clients', 'run check:fuzz'],
    });
  });

  it('fails as the tests fail, after the checks', async () => {
    const run = await ci(`${summary('3 failed, 94 passed, 97 total')}; exit 3`);
    expect(run).toEqual({
      code: 3,
      lastLine: '94 passed, 3 failed',
      calls: ['ci', 'test', 'run check', 'run check:clients', 'run check:fuzz'],
    });
  });

  it('does not pass off a spec file that cannot be loaded as success', async () => {
    const run = await ci(`${summary('97 passed, 97 total', '1 failed, 9 passed, 10 total')}; exit 1`);
    expect(run).toMatchObject({ code: 1, lastLine: '97 passed, 1 failed' });
  });

  it('does not pass off a runner that died as success', async () => {
    expect(await ci('exit 137')).toMatchObject({ code: 137, lastLine: '0 passed, 1 failed' });
  });

  it('fails when a check fails, with the totals of the tests', async () => {
    expect(await ci(summary('97 passed, 97 total'), { check: 'exit 1' })).toMatchObject({
      code: 1,
      lastLine: '97 passed, 0 failed',
    });
  });

  it('fails when a client fails, with the totals of the tests', async () => {
    expect(await ci(summary('97 passed, 97 total'), { clients: 'exit 1' })).toMatchObject({
      code: 1,
      lastLine: '97 passed, 0 failed',
    });
  });

  it('does not fail for what the fuzzing finds, since how far that comes in its time depends on the machine', async () => {
    expect(await ci(summary('97 passed, 97 total'), { fuzz: 'exit 1' })).toMatchObject({
      code: 0,
      lastLine: '97 passed, 0 failed',
    });
  });

  it.each([
    ['installed', 'exit 0'],
    ['skipped where that fails, which is no failure', 'exit 100'],
  ])('has a missing browser and missing languages %s', async (_, outcome) => {
    const isReached = outcome === 'exit 0';
    for (const tool of ['bash', 'sh', 'dirname', 'mktemp', 'tee', 'sed', 'grep', 'tail', 'rm', 'timeout'])
      symlinkSync(['/usr/bin', '/bin'].map((folder) => join(folder, tool)).find(existsSync)!, join(bin, tool));
    command('id', 'echo 0');
    command('apt-get', `echo "called apt-get $*"\n${outcome}`);
    const run = await ci(summary('97 passed, 97 total'), { path: bin });
    expect(run).toMatchObject({ code: 0, lastLine: '97 passed, 0 failed' });
    const install = 'apt-get install -qy --no-install-recommends';
    expect(run.calls).toEqual([
      'apt-get update -q',
      ...(isReached ? [`${install} chromium`] : []),
      'apt-get update -q',
      ...(isReached ? [`${install} golang-go default-jdk-headless maven python3 python3-venv`] : []),
      ...['ci', 'test', 'run check', 'run check:clients', 'run check:fuzz'],
    ]);
  });
});
