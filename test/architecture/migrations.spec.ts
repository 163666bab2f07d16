import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lintMigrations } from '../../libs/migrations/lint/lint-migrations.js';
import { lintRules } from '../../libs/migrations/lint/rules.js';

const fixtures = fileURLToPath(new URL('./fixtures/migrations/', import.meta.url));

describe('The migrations', () => {
  it('break no rule', () => {
    expect(lintMigrations()).toEqual([]);
  });
});

describe('The lint of migrations', () => {
  it('has a violating fixture for each rule', () => {
    const folders = readdirSync(fixtures).filter((name) => name !== 'accepted');
    expect(folders.sort()).toEqual(lintRules.map(({ name }) => name).sort());
  });

  it.each(lintRules.map(({ name }) => name))('refuses %s, and nothing else about its fixture', (name) => {
    const faults = lintMigrations(`${fixtures}${name}`);
    expect([...new Set(faults.map(({ rule }) => rule))]).toEqual([name]);
  });

  it('names the file and the line', () => {
    const [first, second] = lintMigrations(`${fixtures}rewrite`);
    expect(first).toMatchObject({ file: 'migrations/tenant/0001_rewrite.sql', line: 1 });
    expect(second).toMatchObject({ line: 2 });
  });

  it('accepts new tables, steps in batches, and what is allowed with a reason', () => {
    expect(lintMigrations(`${fixtures}accepted`)).toEqual([]);
  });
});
