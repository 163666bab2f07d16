import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './run-tool.js';

// The header of the table, which is skipped.
const row = /^\| (?!context )((?:libs\/)?[a-z-]+) +\|([^|]*)\|([^|]*)\|$/gm;
const archives = / and the archives of (.*)$/;

/** The owner of each table, from migrations/README.md. Archives are named after their tables. */
export function tableOwners(): Map<string, string> {
  const page = readFileSync(join(repository, 'migrations/README.md'), 'utf8');
  const owners = new Map<string, string>();
  for (const [, owner = '', shared = '', own = ''] of page.matchAll(row)) {
    for (const table of [...namesIn(shared), ...namesIn(own)]) owners.set(table, owner);
  }
  return owners;
}

function namesIn(cell: string): string[] {
  const [, archived = ''] = archives.exec(cell.trim()) ?? [];
  const names = (text: string): string[] => text.match(/[a-z_]+/g) ?? [];
  return [...names(cell.replace(archives, '')), ...names(archived).map((table) => `${table}_archive`)];
}
