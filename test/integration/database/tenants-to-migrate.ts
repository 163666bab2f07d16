import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { migrationsFolder } from '../../../libs/migrations/migration-files.js';
import { provisionEmptySchema } from '../../../libs/migrations/provision.js';
import { OWNER_ROLE, tenantRoles } from '../../../libs/migrations/roles.js';

export interface MigrationsFolder {
  readonly path: string;
  /** Puts a file among the tenants' migrations, or another text in its place. */
  write(name: string, sql: string): void;
  remove(): void;
}

/** The real shared migrations and tenant migrations of the test's own. */
export function migrationsOf(files: Record<string, string>): MigrationsFolder {
  const path = mkdtempSync(join(tmpdir(), 'migrations-'));
  cpSync(join(migrationsFolder(), 'public'), join(path, 'public'), { recursive: true });
  mkdirSync(join(path, 'tenant'));
  const write = (name: string, sql: string): void => writeFileSync(join(path, 'tenant', name), sql);
  for (const [name, sql] of Object.entries(files)) write(name, sql);
  return { path, write, remove: () => rmSync(path, { recursive: true }) };
}

export interface FleetTenant {
  readonly slug: string;
  readonly ring?: number;
  readonly status?: string;
  readonly isActive?: boolean;
}

/** Registered tenants whose schemas have nothing but a ledger. */
export async function addTenants(pool: Pool, tenants: readonly FleetTenant[]): Promise<void> {
  const client = await pool.connect();
  for (const { slug, ring = 1, status = 'active', isActive = true } of tenants) {
    const schema = `tenant_${slug}`;
    await client.query('BEGIN');
    await provisionEmptySchema(client, { schema, roles: tenantRoles(schema) });
    await client.query(`SET LOCAL ROLE ${OWNER_ROLE}`);
    await client.query(
      'INSERT INTO public.tenants (schema_name, name, slug, ring, status, is_active) VALUES ($1, $2, $2, $3, $4, $5)',
      [schema, slug, ring, status, isActive],
    );
    await client.query('COMMIT');
  }
  client.release();
}

export const slugs = (prefix: string, count: number): FleetTenant[] =>
  Array.from({ length: count }, (_, index) => ({ slug: `${prefix}${index}` }));

/** slug → version, of the registry and of the schema's own ledger, which must agree. */
export async function versions(pool: Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ slug: string; schema: string; version: number }>(
    'SELECT slug, schema_name AS schema, schema_version AS version FROM public.tenants ORDER BY slug',
  );
  for (const { schema, version } of rows) {
    const ledger = await pool.query(`SELECT coalesce(max(version), 0) AS version FROM ${schema}.schema_migrations`);
    expect({ schema, version: ledger.rows[0].version }).toEqual({ schema, version });
  }
  return Object.fromEntries(rows.map(({ slug, version }) => [slug, version]));
}
