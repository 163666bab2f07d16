import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from './catalogue.js';
import { migrationsFolder } from './migration-files.js';

/** What the migrations make of an empty database, as its catalogue tells it: committed, and compared with the living. */
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

/** One line for each column, so that a difference is one line too. */
export function manifestText(manifest: Manifest): string {
  const text = JSON.stringify(manifest, null, 2);
  return `${text.replace(/\{\s*("type": .*)\s*("nullable": .*)\s*("default": .*)\s*\}/g, '{ $1 $2 $3 }')}\n`;
}
