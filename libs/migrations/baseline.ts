import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TENANT_LEDGER } from './ledger.js';
import { latestVersion, loadMigrations, migrationsFolder, type Migration } from './migration-files.js';
import { splitSql } from './split-sql.js';

export const baselineFile = (): string => join(migrationsFolder(), 'tenant.baseline.sql');

const CREATED_INDEX = /^CREATE (?:UNIQUE )?INDEX CONCURRENTLY (?:IF NOT EXISTS )?(\w+)/i;
const DROPPED_INDEX = /^DROP INDEX CONCURRENTLY (?:IF EXISTS )?(\w+)/i;
const CHANGED_TABLE = /^ALTER TABLE /i;

/**
 * In an empty schema indexes are built without CONCURRENTLY, no invalid index of an earlier run exists, and nothing is filled in batches.
 */
function statementsFor(migration: Migration): string[] {
  const statements = splitSql(migration.sql).map(({ text }) => text);
  if (migration.transactional) return statements;
  const created = new Set(statements.map((text) => CREATED_INDEX.exec(text)?.[1]));
  const isNeeded = (text: string): boolean =>
    CREATED_INDEX.test(text) ||
    CHANGED_TABLE.test(text) ||
    (DROPPED_INDEX.test(text) && !created.has(DROPPED_INDEX.exec(text)![1]));
  return statements.filter(isNeeded).map((text) => text.replace(/ CONCURRENTLY/i, ''));
}

/** All steps as one script without comments, which creates a new tenant's schema. */
export function buildBaseline(migrations: readonly Migration[]): string {
  const statements = [...splitSql(TENANT_LEDGER).map(({ text }) => text), ...migrations.flatMap(statementsFor)];
  const version = latestVersion(migrations);
  return [
    `-- Version ${version}, made from migrations/tenant: npm run generated`,
    ...statements.map((text) => `${text};`),
    '',
  ].join('\n');
}

export interface Baseline {
  readonly sql: string;
  readonly migrations: readonly Migration[];
  readonly version: number;
}

let cached: Baseline | undefined;

/** Read once per process. */
export function loadBaseline(): Baseline {
  if (cached) return cached;
  const migrations = loadMigrations('tenant');
  const sql = readFileSync(baselineFile(), 'utf8');
  const version = latestVersion(migrations);
  if (!sql.startsWith(`-- Version ${version},`)) {
    throw new Error(`${baselineFile()} is not of version ${version}: run "npm run generated"`);
  }
  return (cached = { sql, migrations, version });
}

/** The number of the last migration that this release has, which new schemas are made with. */
export function latestTenantVersion(): number {
  return loadBaseline().version;
}
