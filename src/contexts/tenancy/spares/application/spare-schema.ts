import type { ClientBase } from 'pg';
import type { Databases } from '#libs/database';
import {
  asOwner,
  dropSchema,
  inTransaction,
  latestTenantVersion,
  provisionSchema,
  tenantRoles,
  type Isolation,
} from '#libs/migrations';
import { newSpareName } from './spare-name.js';
import { insertSpare, removeSpare, takeSpare } from './spare-schema.writes.js';

/** The schema and its row in one transaction: wherever it fails, nothing is left. */
export function makeSpare(databases: Databases): Promise<void> {
  const { isolation } = databases;
  const schema = newSpareName();
  return databases.asMigrator((client) =>
    inTransaction(client, async () => {
      const { schemaVersion } = await provisionSchema(client, { schema, roles: rolesOf(schema, isolation) });
      await client.query(asOwner(isolation));
      await client.query(insertSpare, [schema, schemaVersion, isolation]);
    }),
  );
}

/** Does nothing where a sign-up has taken it. */
export function dropSpare(databases: Databases, schema: string): Promise<void> {
  return databases.asMigrator((client) =>
    inTransaction(client, async () => {
      await client.query(asOwner(databases.isolation));
      const { rows } = await client.query<{ isolation: Isolation }>(removeSpare, [schema]);
      if (rows[0]) await dropSchema(client, { schema, roles: rolesOf(schema, rows[0].isolation) });
    }),
  );
}

export interface TakenSpare {
  readonly schema: string;
  readonly schemaVersion: number;
}

/** For the tenant that the open transaction registers, as the owner of the shared tables. Rolled back with it. */
export async function spareFor(client: ClientBase, isolation: Isolation): Promise<TakenSpare | undefined> {
  const schemaVersion = latestTenantVersion();
  const { rows } = await client.query<{ schema_name: string }>(takeSpare, [schemaVersion, isolation]);
  return rows[0] && { schema: rows[0].schema_name, schemaVersion };
}

function rolesOf(schema: string, isolation: Isolation) {
  return isolation === 'role' ? tenantRoles(schema) : null;
}
