import { escapeIdentifier, escapeLiteral } from 'pg';
import type { Migration } from './migration-files.js';
import { APP_ROLE, OWNER_ROLE, PLATFORM_ROLE, type TenantRoles } from './roles.js';

const list = (names: readonly string[]): string => names.map((name) => escapeIdentifier(name)).join(', ');

function appendOnlyTables(migrations: readonly Migration[]): string[] {
  return migrations.flatMap(({ appendOnly }) => appendOnly);
}

/** Revokes what the default privileges granted on tables whose rows must never change. */
function revokeChanges(migrations: readonly Migration[], role: string): string[] {
  const tables = appendOnlyTables(migrations);
  return tables.length === 0 ? [] : [`REVOKE UPDATE, DELETE ON ${list(tables)} FROM ${escapeIdentifier(role)};`];
}

/**
 * Roles belong to the whole server, so they may exist from another database or an earlier tenant of this name, or be created concurrently.
 * The membership lets the application's login switch to them.
 */
export function createTenantRoles({ rw, ro }: TenantRoles): string {
  const create = [rw, ro].map((role) => {
    const [name, text] = [escapeIdentifier(role), escapeLiteral(role)];
    return `
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${text}) THEN CREATE ROLE ${name} NOLOGIN NOINHERIT; END IF;
    IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = ${text}::regrole AND member = '${APP_ROLE}'::regrole) THEN GRANT ${name} TO ${APP_ROLE}; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;`;
  });
  return `DO $roles$ BEGIN${create.join('')} END $roles$;`;
}

/** Runs before the tables are created, so that they and the tables of later migrations get these privileges. */
export function tenantDefaultPrivileges(schema: string, { rw, ro }: TenantRoles): string {
  const where = escapeIdentifier(schema);
  const defaults = `ALTER DEFAULT PRIVILEGES FOR ROLE ${OWNER_ROLE} IN SCHEMA ${where} GRANT`;
  const [writer, reader] = [escapeIdentifier(rw), escapeIdentifier(ro)];
  return [
    `GRANT USAGE ON SCHEMA ${where} TO ${writer}, ${reader};`,
    `${defaults} SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${writer};`,
    `${defaults} SELECT ON TABLES TO ${reader};`,
  ].join('\n');
}

/** For a new schema: only the migrator may write its ledger. */
export function restrictTenantLedger({ rw }: TenantRoles): string {
  return `REVOKE INSERT, UPDATE, DELETE ON schema_migrations FROM ${escapeIdentifier(rw)};`;
}

export function restrictTenantTables(migrations: readonly Migration[], { rw }: TenantRoles): string {
  return revokeChanges(migrations, rw).join('\n');
}

/** Not a default privilege, which schemas that exist would lack. */
export function grantSequences(schema: string, { rw }: TenantRoles): string {
  return `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${escapeIdentifier(schema)} TO ${escapeIdentifier(rw)};`;
}

export const RESTRICT_PLATFORM_LEDGER = `REVOKE INSERT, UPDATE, DELETE ON public.platform_migrations FROM ${PLATFORM_ROLE};`;

export function restrictPublicTables(migrations: readonly Migration[]): string {
  return revokeChanges(migrations, PLATFORM_ROLE).join('\n');
}
