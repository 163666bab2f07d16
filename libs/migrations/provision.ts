import { escapeIdentifier, type ClientBase } from 'pg';
import { loadBaseline, type Baseline } from './baseline.js';
import {
  createTenantRoles,
  grantSequences,
  restrictTenantLedger,
  restrictTenantTables,
  tenantDefaultPrivileges,
} from './grants.js';
import { TENANT_LEDGER, tenantLedgerRows } from './ledger.js';
import { OWNER_ROLE, tenantRoles, type TenantRoles } from './roles.js';

export interface ProvisionOptions {
  readonly schema: string;
  /** null where roles cannot be created; tables then belong to the login. */
  readonly roles: TenantRoles | null;
}

export interface ProvisionedSchema {
  /** For `tenants.schema_version`. */
  readonly schemaVersion: number;
}

/** With this setting Citus places the schema on a node; plain PostgreSQL accepts it as a custom variable. */
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
    // The login creates the roles, the owner of all schemas creates everything else.
    `SET LOCAL ROLE ${OWNER_ROLE};`,
    createSchema(schema),
    tenantDefaultPrivileges(schema, roles),
    ...tables,
    restrictTenantLedger(roles),
    restrictTenantTables(baseline.migrations, roles),
    grantSequences(schema, roles),
    'SET LOCAL ROLE NONE;',
    'SET LOCAL search_path TO DEFAULT;',
  ].join('\n');
}

async function provision(
  client: ClientBase,
  options: ProvisionOptions,
  baseline: Baseline,
): Promise<ProvisionedSchema> {
  tenantRoles(options.schema); // throws for any other name
  await client.query(script(options, baseline));
  return { schemaVersion: baseline.version };
}

/**
 * Creates a tenant's schema with all objects in one round trip, as part of the caller's transaction. Fails with 42P06 when the schema
 * exists.
 */
export async function provisionSchema(client: ClientBase, options: ProvisionOptions): Promise<ProvisionedSchema> {
  return provision(client, options, loadBaseline());
}

/** Creates the schema without any migration, to test the migrations themselves. */
export async function provisionEmptySchema(client: ClientBase, options: ProvisionOptions): Promise<ProvisionedSchema> {
  return provision(client, options, { sql: TENANT_LEDGER, migrations: [], version: 0 });
}
