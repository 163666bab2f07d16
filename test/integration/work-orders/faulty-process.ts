import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { closesAtEnd, type TestApp } from '#libs/testing';

export interface FaultyProcess {
  readonly child: ChildProcess;
  /** Resolves with its output, or null when it was killed. */
  tick(): Promise<{ served: number; sent: number } | null>;
}

/** A separate process for background work, with the application's database; see generation-process.ts for how it is made to fail. */
export async function startFaultyProcess(
  { database }: TestApp,
  environment: Record<string, string> = {},
): Promise<FaultyProcess> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', 'scripts/run-ts.mjs', 'test/integration/work-orders/generation-process.ts'],
    {
      env: { ...process.env, ...environment, DATABASE_URLS: JSON.stringify(database.urls) },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  closesAtEnd(async () => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.value !== 'ready') throw new Error('The process did not become ready.');
  return {
    child,
    tick: async () => {
      const ended = once(child, 'exit');
      child.stdin.write('go\n');
      const { value } = await lines.next();
      await ended;
      return value === undefined ? null : (JSON.parse(value) as { served: number; sent: number });
    },
  };
}
