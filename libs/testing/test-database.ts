import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DatabaseUrls } from '#libs/database';
import { closesAtEnd } from './spec-file-end.js';
import { templateDatabase } from './template-database.js';
import { productUrls, superuserUrl } from './test-cluster-urls.js';

export interface TestDatabase {
  readonly name: string;
  /** Migrator, platform and application login. */
  readonly urls: DatabaseUrls;
  readonly superuserUrl: string;
  /** Runs as the superuser, independently of the code under test. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** At the latest this happens at the end of the spec file. */
  drop(): Promise<void>;
}

/** Creates a database for a spec file, migrated and without tenants, in a few milliseconds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await onServer(async (server) => {
    const template = await templateDatabase(server);
    await server.query(`create database ${name} owner fp_migrator template ${template} strategy file_copy`);
    // rights on a database are not copied with it
    await server.query(
      `grant create on database ${name} to fp_owner; revoke temporary on database ${name} from public`,
    );
  });
  const pool = new pg.Pool({ connectionString: superuserUrl(name), max: 2, allowExitOnIdle: true });
  pool.on('error', () => undefined);
  return {
    name,
    urls: productUrls(name),
    superuserUrl: superuserUrl(name),
    query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(text, [...values])).rows,
    drop: closesAtEnd(async () => {
      await pool.end();
      await onServer((server) => server.query(`drop database ${name} with (force)`));
    }),
  };
}

async function onServer(work: (server: pg.Client) => Promise<unknown>): Promise<void> {
  const server = new pg.Client({ connectionString: superuserUrl() });
  await server.connect();
  await work(server).finally(() => server.end());
}
