import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The main process of a running server, read from its postmaster.pid. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/** Undefined when no server runs on the folder, even where a killed one left its file. */
export function findPostmaster(pgdata: string): Postmaster | undefined {
  const noted = readPidFile(pgdata);
  return noted && isServerOf(noted.pid, pgdata) ? noted : undefined;
}

/** Cheap enough to call often; does not check the command of the process except on Linux. */
export function isPostmasterAlive(pgdata: string): boolean {
  const noted = readPidFile(pgdata);
  if (!noted) return false;
  return process.platform === 'linux' ? isServerOf(noted.pid, pgdata) : isAlive(noted.pid);
}

/** PostgreSQL ignores the file of a dead server, but not when another program has the process id now. */
export function removeStalePidFile(pgdata: string): void {
  const noted = readPidFile(pgdata);
  if (noted && isAlive(noted.pid) && !isServerOf(noted.pid, pgdata))
    rmSync(join(pgdata, 'postmaster.pid'), { force: true });
}

/** Ends sessions, writes a checkpoint and waits until the process is gone. */
export async function stopPostmaster(pgdata: string, log: (line: string) => void): Promise<void> {
  const running = findPostmaster(pgdata);
  if (!running) return;
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
  ] as const) {
    process.kill(running.pid, signal);
    if (await isGone(running.pid, pgdata, seconds)) return;
    log(`PostgreSQL (process ${running.pid}) does not stop on ${signal}`);
  }
}

async function isGone(pid: number, pgdata: string, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  while (isServerOf(pid, pgdata)) {
    if (Date.now() > deadline) return false;
    await delay(10);
  }
  return true;
}

function readPidFile(pgdata: string): Postmaster | undefined {
  try {
    const [pid, , , port, , , , status] = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
    return Number(pid) > 0 ? { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready' } : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process id alone proves nothing: after a reboot or in a new container another program has it. */
function isServerOf(pid: number, pgdata: string): boolean {
  return isAlive(pid) && commandOf(pid).includes(pgdata);
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}
