import { escapeIdentifier, type ClientBase } from 'pg';
import { asLogin, asOwner } from './migrator-transaction.js';
import type { ProvisionOptions } from './provision.js';
import { tenantRoles } from './roles.js';

/** Removes a tenant's schema with its roles in one round trip, as part of the caller's transaction; the opposite of `provisionSchema`. */
export async function dropSchema(client: ClientBase, { schema, roles }: ProvisionOptions): Promise<void> {
  tenantRoles(schema); // throws for any other name
  const drop = `DROP SCHEMA IF EXISTS ${escapeIdentifier(schema)} CASCADE`;
  const names = roles ? [roles.rw, roles.ro].map((role) => escapeIdentifier(role)).join(', ') : undefined;
  const dropRoles = names ? [`DROP ROLE IF EXISTS ${names}`] : [];
  await client.query([asOwner(roles ? 'role' : 'schema'), drop, asLogin, ...dropRoles].join(';\n'));
}
