import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { findPostmaster, removeStalePidFile, type Postmaster } from './postmaster.js';
import { runAs } from './server-account.js';
import { giveToOwner, type ServerHome } from './server-home.js';
import { answers, choosePort, rememberPort } from './server-port.js';
import { serverArguments } from './server-settings.js';
import { StartupError } from '#libs/kernel';

export interface LaunchOptions {
  readonly durable: boolean;
  readonly log: (line: string) => void;
  /** The port that connections use already; by default the last one, or any that is free. */
  readonly port?: number;
}

const largestLog = 5_000_000;
/** After a crash the killed server's own processes take a moment to end, longer while a long statement runs. */
const timeouts = { orphansMs: 60_000, recoveryMs: 15 * 60_000 };

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
  const deadline = Date.now() + timeouts.orphansMs;
  for (let portsTried = 0; ;) {
    const running = await waitUntilSettled(home.pgdata);
    if (running) return { port: running.port, attached: true };
    removeStalePidFile(home.pgdata);
    const outcome = await attempt(home, binaries, options, options.port ?? (await choosePort(home)));
    if (typeof outcome !== 'string') return { port: rememberPort(home, outcome.port), attached: false };
    if (isPortTaken(outcome) && portsTried++ < 5) continue;
    if (!isOccupied(outcome) || Date.now() > deadline) throw launchFailure(home, outcome);
    await delay(100);
  }
}

/** Waits while a server is starting, whose own starter was killed, or stopping. */
async function waitUntilSettled(pgdata: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + timeouts.recoveryMs;
  for (;;) {
    const running = findPostmaster(pgdata);
    if (!running || (running.isReady && (await answers(running.port)))) return running;
    if (Date.now() > deadline)
      throw new StartupError(
        `PostgreSQL (process ${running.pid}) neither starts nor stops. End that process and start again.`,
      );
    await delay(20);
  }
}

const isPortTaken = (said: string): boolean => /Address already in use|could not create any TCP\/IP sockets/.test(said);
/** The folder is in use by processes of a killed server, or by a server that was started a moment ago. */
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

/** The running server, or its output when it ended. */
async function attempt(
  home: ServerHome,
  binaries: Binaries,
  options: LaunchOptions,
  port: number,
): Promise<Postmaster | string> {
  const logFile = openLog(home);
  const from = fstatSync(logFile).size;
  // A process group of its own: Ctrl-C in the terminal must not stop the server before FieldPilot has finished.
  const child = spawn(binaries.postgres, serverArguments(home.pgdata, port, options.durable), {
    ...runAs(home.account),
    detached: true,
    stdio: ['ignore', logFile, logFile],
  });
  closeSync(logFile);
  const running = await ready(child, home.pgdata, options.log);
  return typeof running === 'object'
    ? running
    : running || readFileSync(join(home.folder, 'server.log')).subarray(from).toString();
}

/** The running server, or why it could not be run, or nothing when it ended by itself. */
async function ready(child: ChildProcess, pgdata: string, log: (line: string) => void): Promise<Postmaster | string> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message)).once('exit', () => (failure = ''));
  const deadline = Date.now() + timeouts.recoveryMs;
  for (let round = 1; failure === undefined; round++) {
    await delay(10);
    const running = findPostmaster(pgdata);
    if (running?.isReady && running.pid === child.pid) {
      child.unref();
      return running;
    }
    if (Date.now() > deadline) return 'it takes no connections';
    if (round % 500 === 0) log('PostgreSQL is still recovering from the last crash');
  }
  return failure;
}

function openLog(home: ServerHome): number {
  const path = join(home.folder, 'server.log');
  const file = openSync(path, 'a', 0o600);
  giveToOwner(home, path);
  if (fstatSync(file).size > largestLog) ftruncateSync(file);
  return file;
}
