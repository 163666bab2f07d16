import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';

export interface ScratchDatabase {
  readonly url: string;
  readonly pool: Pool;
  drop(): Promise<void>;
}

// Roles belong to the whole server: several spec files may make them at once.
const ROLES = ['fp_owner NOLOGIN', 'fp_platform LOGIN', 'fp_app LOGIN NOINHERIT'].map(
  (role) => `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;`,
);

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the specs with npm test');
  return url;
}

async function onServer(statement: string): Promise<void> {
  const pool = new Pool({ connectionString: serverUrl(), max: 1 });
  await pool.query(statement).finally(() => pool.end());
}

/** An empty database of the test server, with the platform's roles. */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const name = `scratch_${randomBytes(6).toString('hex')}`;
  await onServer(ROLES.join('\n'));
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.href, max: 8 });
  return {
    url: url.href,
    pool,
    async drop() {
      await pool.end();
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
