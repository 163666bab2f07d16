import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Violation {
  file: string;
  line: number;
  rule: string;
}

function annotationsIn(root: string, path: string): Violation[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      const [, next, rule] = /\/\/ violates(-next-line)?: (\S+)/.exec(text) ?? [];
      return rule ? [{ file: relative(root, path), line: index + (next ? 2 : 1), rule }] : [];
    });
}

/** The violations that fixtures in a folder announce with `// violates: <rule>` at the end of a line. */
export function announcedViolations(root: string): Violation[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .flatMap((entry) => annotationsIn(root, join(entry.parentPath, entry.name)));
}
