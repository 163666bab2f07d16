import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './run-tool.js';

// The first line of the table names its columns.
const row = /^\| (?!context )((?:libs\/)?[a-z-]+) +\|([^|]*)\|([^|]*)\|$/gm;
const archives = / and the archives of (.*)$/;

/** Who owns which table, as the page beside the migrations says. Archives are named after what they keep. */
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
