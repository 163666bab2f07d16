import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { closesAtEnd } from '#libs/testing';
import { grantRights } from '../../../libs/postgres-server/logins/role-statements.js';

export interface ScratchDatabase {
  /** Connects as a migrator, which is no superuser and may only switch to the owner. */
  readonly url: string;
  readonly migrator: Pool;
  /** A superuser, to inspect the database and to act as other roles. */
  readonly pool: Pool;
  drop(): Promise<void>;
}

const MIGRATOR = 'scratch_migrator';

// Roles belong to the whole server, so several spec files may create them at once.
const ROLES = [
  ...['fp_owner NOLOGIN NOINHERIT', 'fp_platform LOGIN NOINHERIT', 'fp_app LOGIN NOINHERIT'].map(
    (role) => `CREATE ROLE ${role}`,
  ),
  `CREATE ROLE ${MIGRATOR} LOGIN NOINHERIT CREATEROLE PASSWORD '${MIGRATOR}'`,
  `GRANT fp_owner TO ${MIGRATOR} WITH INHERIT FALSE`,
].map((role) => `DO $$ BEGIN ${role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;`);

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the specs with npm test');
  return url;
}

function urlOf(database: string, user?: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  if (user) url.username = url.password = user;
  return url.href;
}

async function onServer(statement: string, url = serverUrl()): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  await pool.query(statement).finally(() => pool.end());
}

/** An empty database of the test server, with the platform's roles. */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const name = `scratch_${randomBytes(6).toString('hex')}`;
  await onServer(ROLES.join('\n'));
  await onServer(`CREATE DATABASE ${name}`);
  await onServer(grantRights, urlOf(name));
  const url = urlOf(name, MIGRATOR);
  const pool = new Pool({ connectionString: urlOf(name), max: 4 });
  const migrator = new Pool({ connectionString: url, max: 8 });
  // The server may drop the database before it closes these.
  for (const each of [pool, migrator]) each.on('error', () => undefined);
  return {
    url,
    pool,
    migrator,
    drop: closesAtEnd(async () => {
      await Promise.all([pool.end(), migrator.end()]);
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    }),
  };
}
