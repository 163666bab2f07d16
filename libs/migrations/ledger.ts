import { StartupError } from '#libs/kernel';
import type { Migration } from './migration-files.js';

export interface AppliedMigration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

/** In `public`: the applied steps of the shared tables, and once for all tenants the steps that any of them has had. */
export const PLATFORM_LEDGER = `CREATE TABLE IF NOT EXISTS public.platform_migrations (
    scope varchar(20) NOT NULL CHECK (scope IN ('public', 'tenant')),
    version integer NOT NULL CHECK (version > 0),
    name varchar(255) NOT NULL,
    checksum varchar(64) NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, version)
);`;

/** In each tenant's schema; its name is unqualified like all names in the baseline. */
export const TENANT_LEDGER = `CREATE TABLE schema_migrations (
    version integer PRIMARY KEY CHECK (version > 0),
    name varchar(255) NOT NULL,
    checksum varchar(64) NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);`;

// versions are numbers, names and checksums come from file names and hashes, so nothing needs escaping
export function platformLedgerRows(migrations: readonly Migration[]): string {
  const rows = migrations.map((m) => `('${m.scope}', ${m.version}, '${m.name}', '${m.checksum}')`);
  return `INSERT INTO public.platform_migrations (scope, version, name, checksum) VALUES ${rows.join(', ')}`;
}

export function tenantLedgerRows(migrations: readonly Migration[]): string {
  if (migrations.length === 0) return '';
  const rows = migrations.map((m) => `(${m.version}, '${m.name}', '${m.checksum}')`);
  return `INSERT INTO schema_migrations (version, name, checksum) VALUES ${rows.join(', ')};`;
}

/** When the file of an applied step changes, schemas may differ without anybody knowing. */
class MigrationChangedError extends StartupError {
  constructor(where: string, names: readonly string[]) {
    super(
      `${where}: ${names.join(', ')} changed after it was applied. Applied migrations stay as they are: ` +
        'put the file back and write a further one.',
    );
  }
}

/** Rows of versions without a file are accepted: they come from a newer release. */
export function changedMigrations(applied: readonly AppliedMigration[], files: readonly Migration[]): string[] {
  const checksums = new Map(files.map(({ version, checksum }) => [version, checksum]));
  return applied
    .filter(({ version, checksum }) => (checksums.get(version) ?? checksum) !== checksum)
    .map(({ name }) => name);
}

export function assertUnchanged(
  where: string,
  applied: readonly AppliedMigration[],
  files: readonly Migration[],
): void {
  const changed = changedMigrations(applied, files);
  if (changed.length > 0) throw new MigrationChangedError(where, changed);
}
