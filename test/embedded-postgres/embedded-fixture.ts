import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../libs/postgres-server/embedded/embedded-postgres.js';
import { findPostmaster } from '../../libs/postgres-server/embedded/postmaster.js';

const folders: string[] = [];
const children: ChildProcess[] = [];
const servers: EmbeddedPostgres[] = [];

export function newFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'fieldpilot-embedded-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

export async function start(
  dataDir: string,
  { log = [] as string[], durable = false } = {},
): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, durable, log: (line) => void log.push(line) });
  servers.push(server);
  return server;
}

export interface Starter {
  readonly child: ChildProcess;
  readonly lines: Interface;
}

/** A process of its own; it stops using the server when its input ends. */
export function startElsewhere(dataDir: string, uid?: number): Starter {
  const options = ['--no-warnings', 'scripts/run-ts.mjs', 'test/embedded-postgres/embedded-server.ts', dataDir];
  const child = spawn(process.execPath, options, { uid, stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  return { child, lines: createInterface(child.stdout) };
}

type Said = Partial<{ log: string; port: number; attached: boolean; error: string }>;

export async function said({ lines }: Starter, key: keyof Said): Promise<Said> {
  for await (const line of lines) {
    const parsed = JSON.parse(line) as Said;
    if (key in parsed || 'error' in parsed) return parsed;
  }
  return {};
}

export async function end({ child }: Starter, signal?: 'SIGKILL'): Promise<void> {
  const gone = once(child, 'exit');
  if (signal) child.kill(signal);
  else child.stdin?.end();
  await gone;
}

export async function query(server: { url: string }, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client(server.url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

export const pgdataOf = (dataDir: string): string => join(realpathSync(join(dataDir, 'postgres')), 'cluster', 'pgdata');
export const postmasterOf = (dataDir: string): number | undefined => findPostmaster(pgdataOf(dataDir))?.pid;

/** Ends what a spec file started and removes its folders. */
export async function cleanUp(): Promise<void> {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(servers.map((server) => server.stop()));
  for (const folder of folders) {
    if (existsSync(join(folder, 'postgres'))) rmSync(realpathSync(join(folder, 'postgres')), { recursive: true });
    rmSync(folder, { recursive: true });
  }
}
