import { join, resolve } from 'node:path';
import { findBinaries, type Binaries } from './binaries.js';
import { ensureCluster, superuser, superuserPassword } from './cluster.js';
import { FileLock } from './file-lock.js';
import { ensureServer, type LaunchOptions, type RunningServer } from './launch.js';
import { isPostmasterAlive, stopPostmaster } from './postmaster.js';
import { ServerGuard } from './server-guard.js';
import { openServerHome, type ServerHome } from './server-home.js';
import { StartupError } from '#libs/kernel';
import { folderError } from '../folder-error.js';

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** False is faster but loses data at a power failure; for tests. */
  readonly durable?: boolean;
}

export interface EmbeddedPostgres {
  /** The superuser's address. */
  readonly url: string;
  readonly port: number;
  /** Where the server's files are, links followed. */
  readonly folder: string;
  /** Whether another process had started the server. */
  readonly attached: boolean;
  /** What the operator should know about where the data are. */
  readonly notice?: string;
  /** Restarts the server on the same port whenever it dies, until {@link stop}. */
  guard(warn: (line: string) => void): void;
  /** Stops the server, unless another process uses it: the last one stops it. */
  stop(): Promise<void>;
}

/**
 * Runs PostgreSQL on the data folder, or joins the server that another process runs there. Any number of processes may
 * call it at once. Throws StartupError with one line that says what to do.
 */
export async function startEmbeddedPostgres({
  dataDir,
  log,
  durable = true,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = openServerHome(resolve(dataDir));
  return await withLaunchLock(home, log, async () => {
    const binaries = findBinaries(home);
    await ensureCluster(home, binaries, { durable, log });
    const server = await ensureServer(home, binaries, { durable, log });
    return handleOf({ home, binaries, options: { durable, log } }, server);
  });
}

interface Installation {
  readonly home: ServerHome;
  readonly binaries: Binaries;
  readonly options: LaunchOptions;
}

function handleOf(installation: Installation, { port, attached }: RunningServer): EmbeddedPostgres {
  const { home, binaries, options } = installation;
  const use = FileLock.tryShared(usersFile(home));
  if (!use) throw new StartupError(`The lock ${usersFile(home)} is held by another program. End it and start again.`);
  const url = `postgresql://${superuser}:${superuserPassword(home)}@127.0.0.1:${port}/postgres`;
  const notice = [home.notice, binaries.notice].filter((line) => line !== undefined).join(' ') || undefined;
  let guard: ServerGuard | undefined;
  let stopped: Promise<void> | undefined;
  return {
    url,
    port,
    folder: home.folder,
    attached,
    notice,
    guard: (warn) => (guard ??= guardOf(installation, port, warn)).start(),
    stop: () => (stopped ??= Promise.resolve(guard?.stop()).then(() => stopIfLast(home, use, options.log))),
  };
}

function guardOf({ home, binaries, options }: Installation, port: number, warn: (line: string) => void): ServerGuard {
  const revive = (): Promise<void> =>
    withLaunchLock(home, options.log, async () => void (await ensureServer(home, binaries, { ...options, port })));
  return new ServerGuard(() => isPostmasterAlive(home.pgdata), revive, warn);
}

const usersFile = (home: ServerHome): string => join(home.folder, 'users.lock');

/** Every user holds a shared lock, so whoever gets the exclusive one is the last. */
async function stopIfLast(home: ServerHome, use: FileLock, log: (line: string) => void): Promise<void> {
  use.release();
  await withLaunchLock(home, log, async () => {
    const last = FileLock.tryExclusive(usersFile(home));
    if (!last) return log('PostgreSQL stays up: another process uses it');
    last.release();
    await stopPostmaster(home.pgdata, log);
  });
}

/** One process at a time prepares, starts or stops the server. */
async function withLaunchLock<T>(home: ServerHome, log: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const path = join(home.folder, 'launch.lock');
  const reminder = setTimeout(
    () => log('Waiting for another process that is starting or stopping the database'),
    3_000,
  );
  let lock: FileLock | undefined;
  try {
    lock = await FileLock.exclusive(path, 5 * 60_000);
    if (!lock) throw new StartupError(`Another process has held ${path} for five minutes. End it and start again.`);
    clearTimeout(reminder);
    return await work();
  } catch (error) {
    throw isFileError(error) ? folderError(home.folder, error) : error;
  } finally {
    clearTimeout(reminder);
    lock?.release();
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && !(error instanceof StartupError);
}
