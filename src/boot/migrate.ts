import pg from 'pg';
import { type DatabaseUrls } from '#libs/database';
import { migratePublic, migrateTenants } from '#libs/migrations';
import { StartupError } from '#libs/kernel';
import type { BootLog } from './open-database.js';

const PARALLEL = 4;

/**
 * Migrates the shared tables and every tenant's schema. Of processes that start together one migrates and the others wait. A tenant that
 * fails is recorded, and answered with 503 while its schema is too old; the others go on.
 */
export async function migrateAll({ migratorUrl, isolation }: DatabaseUrls, log: BootLog): Promise<void> {
  await withPool(migratorUrl, async (pool) => {
    const shared = await migratePublic(pool, { isolation }).catch(explain);
    if (shared.applied.length > 0) log.info(`Shared tables migrated: ${shared.applied.join(', ')}`);
    const { migrated, failed, busy, skipped } = await migrateTenants(pool, { isolation, parallel: PARALLEL });
    if (migrated.length > 0) log.info(`Tenants migrated: ${migrated.length}`);
    const left = [...failed.map(({ schema }) => schema), ...busy, ...skipped];
    if (left.length > 0) log.warn(`Tenants not migrated: ${left.join(', ')}. "fieldpilot migrate status" says why.`);
  });
}

/** For processes that must not migrate an operator's database by themselves. */
export async function assertMigrated({ migratorUrl, isolation }: DatabaseUrls): Promise<void> {
  await withPool(migratorUrl, async (pool) => {
    const { pending } = await migratePublic(pool, { isolation, dryRun: true });
    if (pending.length > 0) {
      throw new StartupError(
        `The database lacks ${pending.length} migrations of the shared tables. Run: fieldpilot migrate`,
      );
    }
  });
}

function explain(error: unknown): never {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== '42501') throw error;
  throw new StartupError(
    `The login of DATABASE_URL may not make tables (${message}). Make it the owner: ALTER DATABASE … OWNER TO …, as a superuser.`,
    { cause: error },
  );
}

export async function withPool<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: PARALLEL, application_name: 'fieldpilot migrator' });
  // the running query fails as well; without a listener the event would end the process
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return work(pool).finally(() => pool.end());
}
