import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type DatabaseUrls } from '#libs/database';
import { migratePublic } from '#libs/migrations';
import { prepareLogins, startEmbeddedPostgres } from '#libs/postgres-server';

export interface BenchServer {
  /** The product's three logins. */
  readonly urls: DatabaseUrls;
  /** The superuser on the product's database, used to fill it and by the floors, which do not switch roles. */
  readonly superuserUrl: string;
  readonly dataDir: string;
}

/** Starts PostgreSQL as in production, with durable writes, in a directory that is deleted afterwards. */
export async function startServer(defer: (undo: () => unknown) => void): Promise<BenchServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-bench-'));
  // When root runs this, PostgreSQL runs under another account, which must be able to enter the directory.
  chmodSync(dataDir, 0o711);
  defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  defer(() => rmSync(server.folder, { recursive: true, force: true }));
  defer(() => server.stop());
  const urls = await prepareLogins({ adminUrl: server.url, dataDir, production: false });
  await onServer(urls.migratorUrl, (pool) => migratePublic(pool, { isolation: urls.isolation }));
  const superuserUrl = new URL(server.url);
  superuserUrl.pathname = new URL(urls.appUrl).pathname;
  return { urls, superuserUrl: superuserUrl.href, dataDir };
}

async function onServer<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  return work(pool).finally(() => pool.end());
}

/** Runs work with a superuser's connection to the tables of one tenant. */
export async function inSchema<T>(
  { superuserUrl }: BenchServer,
  schema: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: superuserUrl, options: `-c search_path=${schema}` });
  await client.connect();
  return work(client).finally(() => client.end());
}
