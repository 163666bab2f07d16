import { escapeIdentifier, type ClientBase } from 'pg';
import { loadBaseline, type Baseline } from './baseline.js';
import { createTenantRoles, restrictTenantLedger, restrictTenantTables, tenantDefaultPrivileges } from './grants.js';
import { TENANT_LEDGER, tenantLedgerRows } from './ledger.js';
import { OWNER_ROLE, tenantRoles, type TenantRoles } from './roles.js';

export interface ProvisionOptions {
  readonly schema: string;
  /** null where roles cannot be made: tables then belong to whoever connects. */
  readonly roles: TenantRoles | null;
}

export interface ProvisionedSchema {
  /** For `tenants.schema_version`. */
  readonly schemaVersion: number;
}

/** Citus places the schema on a node while this is on; plain PostgreSQL takes it for a variable of ours. */
function createSchema(schema: string): string {
  return `SET LOCAL citus.enable_schema_based_sharding = on;
CREATE SCHEMA ${escapeIdentifier(schema)};
SET LOCAL citus.enable_schema_based_sharding = off;`;
}

function createTables(schema: string, { sql, migrations }: Baseline): string[] {
  return [`SET LOCAL search_path TO ${escapeIdentifier(schema)};`, sql, tenantLedgerRows(migrations)];
}

function script({ schema, roles }: ProvisionOptions, baseline: Baseline): string {
  const tables = createTables(schema, baseline);
  if (!roles) return [createSchema(schema), ...tables, 'SET LOCAL search_path TO DEFAULT;'].join('\n');
  return [
    createTenantRoles(roles),
    // The login makes roles, the owner of all schemas everything else.
    `SET LOCAL ROLE ${OWNER_ROLE};`,
    createSchema(schema),
    tenantDefaultPrivileges(schema, roles),
    ...tables,
    restrictTenantLedger(roles),
    restrictTenantTables(baseline.migrations, roles),
    'SET LOCAL ROLE NONE;',
    'SET LOCAL search_path TO DEFAULT;',
  ].join('\n');
}

async function provision(
  client: ClientBase,
  options: ProvisionOptions,
  baseline: Baseline,
): Promise<ProvisionedSchema> {
  tenantRoles(options.schema); // refuses any other name
  await client.query(script(options, baseline));
  return { schemaVersion: baseline.version };
}

/**
 * Makes a tenant's schema with everything in it, in one round trip. Part of the caller's transaction: nothing is left
 * when that does not commit. Fails with 42P06 when the schema exists.
 */
export async function provisionSchema(client: ClientBase, options: ProvisionOptions): Promise<ProvisionedSchema> {
  return provision(client, options, loadBaseline());
}

/** The schema before its first migration: what the migrations themselves are tried on. */
export async function provisionEmptySchema(client: ClientBase, options: ProvisionOptions): Promise<ProvisionedSchema> {
  return provision(client, options, { sql: TENANT_LEDGER, migrations: [], version: 0 });
}
