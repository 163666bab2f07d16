import type { Pool } from 'pg';
import { readCatalogue } from './catalogue.js';
import type { Manifest } from './manifest.js';
import { latestVersion, loadMigrations } from './migration-files.js';
import { migratePublic } from './migrate-public.js';
import { migrateTenants } from './migrate-tenants.js';
import { provisionEmptySchema } from './provision.js';
import { OWNER_ROLE, tenantRoles } from './roles.js';

const SCHEMA = 'tenant_manifest';
const INSERT = 'INSERT INTO public.tenants (schema_name, name, slug) VALUES ($1, $1, $2)';

/** Adds a tenant with an empty schema, so that every step runs as it does for an existing tenant. */
async function addEmptyTenant(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await provisionEmptySchema(client, { schema: SCHEMA, roles: tenantRoles(SCHEMA) });
    await client.query(`SET LOCAL ROLE ${OWNER_ROLE}`);
    await client.query(INSERT, [SCHEMA, 'manifest']);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** Runs all migrations in an empty database that has the platform's roles, and reads the resulting schemas. */
export async function buildManifest(pool: Pool): Promise<Manifest> {
  await migratePublic(pool, { isolation: 'role' });
  await addEmptyTenant(pool);
  const { failed } = await migrateTenants(pool, { isolation: 'role' });
  if (failed[0]) throw new Error(`${failed[0].migration}: ${failed[0].error}`);
  return {
    publicVersion: latestVersion(loadMigrations('public')),
    tenantVersion: latestVersion(loadMigrations('tenant')),
    public: await readCatalogue(pool, 'public'),
    tenant: await readCatalogue(pool, SCHEMA),
  };
}
