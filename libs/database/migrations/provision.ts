import { escapeIdentifier, type ClientBase } from 'pg';
import { loadBaseline } from './baseline.js';
import { createTenantRoles, restrictTenantLedger, restrictTenantTables, tenantDefaultPrivileges } from './grants.js';
import { tenantLedgerRows } from './ledger.js';
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
function createSchema(schema: string, owner: string): string {
  return `SET LOCAL citus.enable_schema_based_sharding = on;
CREATE SCHEMA ${escapeIdentifier(schema)}${owner};
SET LOCAL citus.enable_schema_based_sharding = off;`;
}

function provisionScript({ schema, roles }: ProvisionOptions): string {
  const { sql, migrations } = loadBaseline();
  const name = escapeIdentifier(schema);
  const tables = [`SET LOCAL search_path TO ${name};`, sql, `${tenantLedgerRows(migrations)};`];
  if (!roles) return [createSchema(schema, ''), ...tables, 'SET LOCAL search_path TO DEFAULT;'].join('\n');
  return [
    createTenantRoles(roles),
    createSchema(schema, ` AUTHORIZATION ${OWNER_ROLE}`),
    `SET LOCAL ROLE ${OWNER_ROLE};`,
    tenantDefaultPrivileges(schema, roles),
    ...tables,
    restrictTenantLedger(roles),
    restrictTenantTables(migrations, roles),
    'SET LOCAL ROLE NONE;',
    'SET LOCAL search_path TO DEFAULT;',
  ].join('\n');
}

/**
 * Makes a tenant's schema with everything in it, in one round trip. Part of the caller's transaction: nothing is left
 * when that does not commit. Fails with 42P06 when the schema exists.
 */
export async function provisionSchema(client: ClientBase, options: ProvisionOptions): Promise<ProvisionedSchema> {
  tenantRoles(options.schema); // refuses any other name
  await client.query(provisionScript(options));
  return { schemaVersion: loadBaseline().version };
}
