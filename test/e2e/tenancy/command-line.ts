import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCli } from '../../../src/cli/run-cli.js';
import { Terminal } from '../../../src/cli/terminal.js';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `fieldpilot <words>` as a process of its own, with these variables and none of the test's. */
export async function fieldpilotProcess(
  words: readonly string[],
  environment: Record<string, string>,
  input = '',
): Promise<Outcome> {
  const child = spawn(process.execPath, ['scripts/run-ts.mjs', 'src/cli.ts', ...words], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', ...environment },
    stdio: 'pipe',
  });
  child.stdin.end(input);
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, stdout, stderr };
}

/** The same in this process, which spares the start: for what does not depend on being one. */
export async function fieldpilot(words: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await runCli(words, new Terminal(out, err)).finally(() => (process.env = before));
  out.end();
  err.end();
  return { code, stdout: await text(out), stderr: await text(err) };
}
