import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from './catalogue.js';
import { migrationsFolder } from './migration-files.js';

/** The catalogue of a database after all migrations. It is committed, and compared with running databases. */
export interface Manifest {
  readonly publicVersion: number;
  readonly tenantVersion: number;
  readonly public: Catalogue;
  readonly tenant: Catalogue;
}

export const manifestFile = (): string => join(migrationsFolder(), 'manifest.json');

export function loadManifest(): Manifest {
  return JSON.parse(readFileSync(manifestFile(), 'utf8')) as Manifest;
}

/** One line for each column, so that a changed column is a changed line. */
export function manifestText(manifest: Manifest): string {
  const text = JSON.stringify(manifest, null, 2);
  return `${text.replace(/\{\s*("type": .*)\s*("nullable": .*)\s*("default": .*)\s*\}/g, '{ $1 $2 $3 }')}\n`;
}
