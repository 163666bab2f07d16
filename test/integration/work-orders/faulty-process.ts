import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { closesAtEnd, type TestApp } from '#libs/testing';

export interface FaultyProcess {
  readonly child: ChildProcess;
  /** Ends with what it said, or null when it was killed. */
  tick(): Promise<{ served: number; sent: number } | null>;
}

/** A process of its own for background work, on the database of the application: generation-process.ts says how it is told to fail. */
export async function startFaultyProcess(
  { database }: TestApp,
  environment: Record<string, string> = {},
): Promise<FaultyProcess> {
  const child = spawn(
    'node',
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
