import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestApp, type TestApp } from '#libs/testing';
import { seedDemo } from '../../../src/demo/seed-demo.js';

const repository = new URL('../../../', import.meta.url).pathname;

/** The blocks of the README that its reader should run, in order. */
function tourBlocks(): string[] {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8');
  const tour = readme.slice(readme.indexOf('## Five-minute tour'), readme.indexOf('## Operating it'));
  return [...tour.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block!);
}

let testApp: TestApp;
let folder: string;
beforeAll(async () => {
  testApp = await createTestApp();
  folder = mkdtempSync(join(tmpdir(), 'fieldpilot-tour-'));
  await seedDemo(testApp.app, { dataDir: folder, baseUrl: testApp.baseUrl });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Without curl the tour uses a replacement that supports the options of the tour. */
function pathWithCurl(): string {
  const path = process.env['PATH'] ?? '';
  if (spawnSync('curl', ['--version']).status === 0) return path;
  const script = join(folder, 'curl');
  writeFileSync(script, `#!/bin/sh\nexec node ${join(repository, 'test/e2e/tour/curl.mjs')} "$@"\n`);
  chmodSync(script, 0o755);
  return `${folder}:${path}`;
}

/** The application runs in this process, so the shell must not block it. */
async function runTour(): Promise<{ outputs: string[]; errors: string }> {
  const script = ['set -e', ...tourBlocks().map((block) => `${block}\nprintf '\\n=====\\n'`)].join('\n');
  const environment = {
    ...process.env,
    PATH: pathWithCurl(),
    BASE: testApp.baseUrl,
    CREDENTIALS: join(folder, 'demo-credentials.json'),
  };
  const bash = spawn('bash', ['-c', script], { cwd: repository, env: environment });
  let output = '';
  let errors = '';
  bash.stdout.on('data', (data: Buffer) => (output += data.toString()));
  bash.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const [code] = (await once(bash, 'close')) as [number];
  return { outputs: output.split('\n=====\n').slice(0, -1), errors: code === 0 ? '' : `${code}: ${errors}` };
}

/** The JSON documents that a block printed one after the other. */
function documents(output: string): Record<string, never>[] {
  return output
    .replaceAll('}{', '}\n{')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, never>);
}

describe('the five-minute tour of the README', () => {
  it('works as it stands there', async () => {
    const { outputs, errors } = await runTour();
    expect(errors).toBe('');
    const [me, open, preview, generated, done, foreign] = outputs.map(documents);
    expect(me).toMatchObject([{ role: 'manager' }]);
    expect(open![0]!['data']).toHaveLength(3);
    expect(preview).toMatchObject([{ data: [{ reason: expect.any(String) }, {}, {}] }]);
    expect(generated).toMatchObject([{ generated: 1 }, { data: [{ status: 'generated' }] }]);
    expect(done).toMatchObject([{ status: 'in_progress' }, { status: 'completed' }, { data: expect.any(Array) }]);
    expect(foreign).toMatchObject([{ status: 404, code: 'resource.not_found' }]);
  }, 60_000);
});
