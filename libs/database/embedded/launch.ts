import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { findPostmaster, forgetDeadPostmaster, type Postmaster } from './postmaster.js';
import { runAs } from './server-account.js';
import { giveToOwner, type ServerHome } from './server-home.js';
import { StartupError } from './startup-error.js';

export interface LaunchOptions {
  readonly durable: boolean;
  readonly log: (line: string) => void;
}

const largestLog = 5_000_000;
/** After a crash the killed server's own processes need a moment to notice; a long statement may take a while. */
const patience = { orphansMs: 60_000, recoveryMs: 15 * 60_000 };

// Many schemas: a migration or a dump of one tenant holds a lock per table. Statements stay out of the log: they hold data.
const settings: Record<string, string | number> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  max_locks_per_transaction: 256,
  shared_buffers: '256MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  cluster_name: 'fieldpilot',
  // with the default, recovery opens every one of tens of thousands of files
  ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
};
const forgetful = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
};

export interface RunningServer {
  readonly port: number;
  /** Whether it ran before. */
  readonly attached: boolean;
}

/** Joins the server of the folder or starts it, and returns once it takes connections. The caller holds the launch lock. */
export async function ensureServer(
  home: ServerHome,
  binaries: Binaries,
  options: LaunchOptions,
): Promise<RunningServer> {
  const deadline = Date.now() + patience.orphansMs;
  for (let portsTried = 0; ;) {
    const running = await settled(home.pgdata);
    if (running) return { port: running.port, attached: true };
    forgetDeadPostmaster(home.pgdata);
    const outcome = await attempt(home, binaries, options, await choosePort(home));
    if (typeof outcome !== 'string') return { port: rememberPort(home, outcome), attached: false };
    if (isPortTaken(outcome) && portsTried++ < 5) continue;
    if (!isOccupied(outcome) || Date.now() > deadline) throw launchFailure(home, outcome);
    await delay(100);
  }
}

/** Waits while a server whose starter was killed comes up, or one that was told to stop goes down. */
async function settled(pgdata: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + patience.recoveryMs;
  for (;;) {
    const running = findPostmaster(pgdata);
    if (!running || running.isReady) return running;
    if (Date.now() > deadline)
      throw new StartupError(
        `PostgreSQL (process ${running.pid}) neither starts nor stops. End that process and start again.`,
      );
    await delay(20);
  }
}

const isPortTaken = (said: string): boolean => /Address already in use|could not create any TCP\/IP sockets/.test(said);
/** By processes of a killed server, or by a server that came up a moment ago. */
const isOccupied = (said: string): boolean => /pre-existing shared memory block|lock file .* already exists/.test(said);

function launchFailure(home: ServerHome, said: string): StartupError {
  const reason =
    said
      .split('\n')
      .find((line) => /FATAL|PANIC/.test(line))
      ?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? said.trim().split('\n').at(-1);
  const advice = isOccupied(said)
    ? 'Processes of a server that was killed are still running: end them and start again'
    : /No space left/.test(said)
      ? 'Free some space on the disk and start again'
      : `Its log is ${join(home.folder, 'server.log')}`;
  return new StartupError(`PostgreSQL does not start: ${reason || 'it gave no reason'}. ${advice}.`);
}

/** The running server, or what it said before it ended. */
async function attempt(
  home: ServerHome,
  binaries: Binaries,
  { durable, log }: LaunchOptions,
  port: number,
): Promise<Postmaster | string> {
  const logFile = openLog(home);
  try {
    const from = fstatSync(logFile).size;
    const all = { port, ...settings, ...(durable ? {} : forgetful) };
    const args = ['-D', home.pgdata, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    // A group of its own: Ctrl-C in the terminal must not reach the server before FieldPilot is done with it.
    const child = spawn(binaries.postgres, args, {
      ...runAs(home.account),
      detached: true,
      stdio: ['ignore', logFile, logFile],
    });
    const failed = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', () => resolve(readFileSync(join(home.folder, 'server.log')).subarray(from).toString()));
    });
    return await ready(child, home.pgdata, failed, log);
  } finally {
    closeSync(logFile);
  }
}

async function ready(
  child: ChildProcess,
  pgdata: string,
  failed: Promise<string>,
  log: (line: string) => void,
): Promise<Postmaster | string> {
  const start = Date.now();
  for (let round = 1; child.pid && child.exitCode === null && child.signalCode === null; round++) {
    const running = findPostmaster(pgdata);
    if (running?.isReady && running.pid === child.pid) {
      child.unref();
      return running;
    }
    if (Date.now() - start > patience.recoveryMs) return 'it takes no connections';
    if (round % 500 === 0) log('PostgreSQL is still recovering from the last crash');
    await delay(10);
  }
  return failed;
}

function openLog(home: ServerHome): number {
  const path = join(home.folder, 'server.log');
  const file = openSync(path, 'a', 0o600);
  giveToOwner(home, path);
  if (fstatSync(file).size > largestLog) ftruncateSync(file);
  return file;
}

const portFile = (home: ServerHome): string => join(home.folder, 'port');

/** The port of last time while it is free, so that pools of other processes find a restarted server. */
async function choosePort(home: ServerHome): Promise<number> {
  const last = Number(readIfThere(portFile(home)));
  return (last > 0 && (await freePort(last))) || (await freePort(0)) || 0;
}

function rememberPort(home: ServerHome, { port }: Postmaster): number {
  writeFileSync(portFile(home), `${port}\n`, { mode: 0o600 });
  giveToOwner(home, portFile(home));
  return port;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
