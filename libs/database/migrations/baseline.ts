import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TENANT_LEDGER } from './ledger.js';
import { latestVersion, loadMigrations, migrationsFolder, type Migration } from './migration-files.js';
import { splitSql } from './split-sql.js';

export const baselineFile = (): string => join(migrationsFolder(), 'tenant.baseline.sql');

/** In a schema without rows nothing needs to be built beside running work, and nothing is there to be filled in batches. */
function statementsFor(migration: Migration): string[] {
  const statements = splitSql(migration.sql).map(({ text }) => text);
  if (migration.transactional) return statements;
  return statements
    .filter((text) => /^(CREATE (UNIQUE )?|DROP )INDEX CONCURRENTLY/i.test(text))
    .map((text) => text.replace(/ CONCURRENTLY/i, ''));
}

/** All steps as one script without comments: what a new tenant's schema is made with. */
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
