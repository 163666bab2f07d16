import { existsSync, readFileSync } from 'node:fs';

const page = readFileSync('docs/promises.md', 'utf8');
const named = [...page.matchAll(/`([\w./-]+\.(?:spec|suite|chaos)\.ts)`/g)].map(([, path]) => path!);

it('every promise names tests that are there', () => {
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
  expect(page.match(/^\| [A-Z0-9].*$/gm)!.filter((row) => !row.includes('.ts`'))).toEqual([]);
});
