import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type MigrationScope = 'public' | 'tenant';

export interface Migration {
  readonly scope: MigrationScope;
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  /** False for steps that PostgreSQL refuses inside a transaction or that work in batches (`-- transaction: none`). */
  readonly transactional: boolean;
  /** Tables whose rows a tenant's role may insert and read, but not change (`-- append-only: a, b`). */
  readonly appendOnly: readonly string[];
}

/** The folder above this file that contains package.json, from the sources and from dist alike. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

export const migrationsFolder = (): string => join(packageRoot(), 'migrations');

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

function header(sql: string, key: string): string | undefined {
  return new RegExp(`^-- ${key}: *(.+)$`, 'm').exec(sql)?.[1]?.trim();
}

function parseMigration(scope: MigrationScope, file: string, sql: string): Migration {
  const version = Number(FILE_NAME.exec(file)?.[1]);
  if (!version) throw new Error(`migrations/${scope}/${file}: a name like 0042_subject.sql is needed`);
  return {
    scope,
    version,
    name: file.replace(/\.sql$/, ''),
    sql,
    // A checkout with other line ends must have the same checksum.
    checksum: createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex'),
    transactional: header(sql, 'transaction') !== 'none',
    appendOnly: header(sql, 'append-only')?.split(/\s*,\s*/) ?? [],
  };
}

/** All steps of a scope in the order of their numbers. */
export function loadMigrations(scope: MigrationScope, folder = migrationsFolder()): Migration[] {
  const files = readdirSync(join(folder, scope)).filter((file) => file.endsWith('.sql'));
  const migrations = files
    .sort()
    .map((file) => parseMigration(scope, file, readFileSync(join(folder, scope, file), 'utf8')));
  const twin = migrations.find(({ version }, index) => migrations[index - 1]?.version === version);
  if (twin) throw new Error(`migrations/${scope}: two files have the number ${twin.version}`);
  return migrations;
}

/** The version of a schema after all these steps. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}
