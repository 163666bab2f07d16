import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

export interface OwnProcess {
  /** Waits until the probe returns true, and fails when the process ends before. A probe that throws counts as false. */
  until(probe: () => Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

/** A Node process that a benchmark measures. Its output goes to stderr. */
export function startProcess(name: string, words: readonly string[], options: SpawnOptions): OwnProcess {
  const child = spawn(process.execPath, words, { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    until: async (probe) => {
      const deadline = performance.now() + PATIENCE_MS;
      while (!(await probe().catch(() => false))) {
        if (hasEnded()) throw new Error(`${name} has ended instead of getting ready.`);
        if (performance.now() > deadline) throw new Error(`${name} did not get ready.`);
        await delay(20);
      }
    },
    close: async () => {
      if (hasEnded()) return;
      child.kill('SIGTERM');
      await ended;
    },
  };
}
