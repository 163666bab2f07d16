import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closesAtEnd } from '#libs/testing';

export interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProductProcess {
  readonly child: ChildProcess;
  /** Resolves when it reports that it is ready; rejects when it ends before. */
  readonly ready: Promise<string>;
  /** Once it has ended. */
  readonly ended: Promise<Ending>;
}

/** Runs src/main.ts as a process of its own, with these variables and none of the test's; at the longest until the spec file ends. */
export function startProduct(environment: Record<string, string>): ProductProcess {
  const child = spawn(process.execPath, ['scripts/run-ts.mjs', 'src/main.ts'], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', PORT: '0', FIELDPILOT_DEMO: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const [, address] = /(?:address|health) +(http:\/\/[^\s/]+)/.exec(stdout) ?? [];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(`The process ended: ${stderr}`)));
  });
  closesAtEnd(() => endOf(child, ended));
  // waiting for the end does not include this
  ready.catch(() => undefined);
  return { child, ready, ended };
}

/** It may hang for the very reason for which its spec failed. */
async function endOf(child: ChildProcess, ended: Promise<Ending>): Promise<void> {
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(kill);
}

export async function stopProduct({ child, ended }: ProductProcess, signal: NodeJS.Signals = 'SIGTERM') {
  child.kill(signal);
  return ended;
}

/** The process number of the server of this data folder, while one is noted. */
export function postmasterOf(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres/cluster/pgdata/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

/** A dead process whose parent was killed may stay in the process table until it is reaped. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/status`;
    return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
}
