import type pg from 'pg';
import { inTransaction, latestTenantVersion, provisionSchema, tenantRoles, type Isolation } from '#libs/migrations';
import type { TestDatabase } from './test-database.js';

// A schema takes about a second to make and no time to copy with its database. Its roles belong to the whole server and so to all copies,
// which is why it cannot be dropped: tenants that a spec removes need a schema of their own.

const names = ['tenant_ready_1', 'tenant_ready_2'];

/** Into a template. */
export async function addReadySchemas(pool: pg.Pool, isolation: Isolation): Promise<void> {
  const client = await pool.connect();
  for (const schema of names) {
    const roles = isolation === 'role' ? tenantRoles(schema) : null;
    await inTransaction(client, () => provisionSchema(client, { schema, roles }));
  }
  client.release();
}

/** Lets the next tenant take one as it would take a spare. @returns false where none is left */
export async function offerReadySchema({ query, urls }: TestDatabase): Promise<boolean> {
  const offered = await query(
    `insert into public.spare_schemas (schema_name, schema_version, isolation)
      select nspname, $2, $3 from pg_namespace where nspname = any($1)
        and not exists (select from public.tenants where schema_name = nspname) order by nspname limit 1
      on conflict do nothing returning schema_name`,
    [names, latestTenantVersion(), urls.isolation],
  );
  return offered.length > 0;
}
