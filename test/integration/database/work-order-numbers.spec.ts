import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { migratePublic } from '../../../libs/migrations/migrate-public.js';
import { migrateTenants } from '../../../libs/migrations/migrate-tenants.js';
import { migrationsFolder } from '../../../libs/migrations/migration-files.js';
import { addTenants, migrationsOf } from './tenants-to-migrate.js';
import { scratchDatabase, type ScratchDatabase } from './scratch-database.js';

const folderOf = join(migrationsFolder(), 'tenant');
const numbered = (wanted: (version: number) => boolean) =>
  readdirSync(folderOf)
    .filter((name) => /^\d{4}_/.test(name) && wanted(Number(name.slice(0, 4))))
    .map((name) => [name, readFileSync(join(folderOf, name), 'utf8')] as const);

let db: ScratchDatabase;
const work = (table: string, title: string, createdAt: string) =>
  db.pool.query(`INSERT INTO tenant_a.${table} (title, created_at, updated_at) VALUES ($1, $2, '2026-01-01')`, [
    title,
    createdAt,
  ]);
beforeAll(async () => {
  db = await scratchDatabase();
});
afterAll(() => db.drop());

it('gives work orders of earlier releases numbers in the order of their creation, archived ones too, and goes on from there', async () => {
  const folder = migrationsOf(Object.fromEntries(numbered((version) => version < 57)));
  const migrate = () => migrateTenants(db.migrator, { isolation: 'role', folder: folder.path });
  await migratePublic(db.migrator, { isolation: 'role' });
  await addTenants(db.migrator, [{ slug: 'a' }]);
  await migrate();
  await work('tasks', 'third', '2026-01-01T00:30:00+01:00');
  await work('tasks', 'second', '2025-06-01');
  await work('tasks', 'first', '2024-06-01');
  await work('tasks_archive', 'archived', '2020-06-01');
  for (const [name, sql] of numbered((version) => version >= 57 && version <= 59)) folder.write(name, sql);
  await migrate();
  folder.remove();
  // as the release before does, which knows no numbers
  await work('tasks', 'later', new Date().toISOString());
  const { rows } = await db.pool.query<{ title: string; number: string; changed: boolean }>(
    `SELECT title, task_number AS number, updated_at > '2026-01-01' AS changed
     FROM (SELECT title, task_number, updated_at FROM tenant_a.tasks UNION ALL SELECT title, task_number, updated_at FROM tenant_a.tasks_archive)
     ORDER BY substring(task_number FROM '[0-9]+$')::int`,
  );
  expect(rows.map(({ title, number }) => [title, number])).toEqual([
    ['first', 'WO-2024-1'],
    ['second', 'WO-2025-2'],
    ['third', 'WO-2025-3'],
    ['archived', 'WO-2020-4'],
    ['later', `WO-${new Date().getUTCFullYear()}-5`],
  ]);
  expect(rows.slice(0, 4).every(({ changed }) => changed)).toBe(true);
});
