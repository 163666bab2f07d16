import { migratePublic } from '../../../libs/migrations/migrate-public.js';
import { loadMigrations } from '../../../libs/migrations/migration-files.js';
import { migrationStatus } from '../../../libs/migrations/migration-status.js';
import { migrationsOf } from './tenants-to-migrate.js';
import { scratchDatabase, type ScratchDatabase } from './scratch-database.js';

const names = loadMigrations('public').map(({ name }) => name);

describe('Migrating the shared tables', () => {
  let db: ScratchDatabase;

  beforeEach(async () => {
    db = await scratchDatabase();
  });

  afterEach(() => db.drop());

  it('reports with dryRun what it would do', async () => {
    expect(await migratePublic(db.migrator, { isolation: 'role', dryRun: true })).toEqual({
      applied: [],
      pending: names,
    });
    expect((await migrationStatus(db.migrator, { isolation: 'role' })).public.map(({ state }) => state)).toEqual(
      names.map(() => 'pending'),
    );
  });

  it('happens once when several processes start at the same time', async () => {
    const reports = await Promise.all([1, 2, 3].map(() => migratePublic(db.migrator, { isolation: 'role' })));
    expect(reports.flatMap(({ applied }) => applied)).toEqual(names);
    expect((await migrationStatus(db.migrator, { isolation: 'role' })).public.map(({ state }) => state)).toEqual(
      names.map(() => 'applied'),
    );
    expect(await migratePublic(db.migrator, { isolation: 'role' })).toEqual({ applied: [], pending: [] });
  });

  it('gives the tables to the owner and only their rows to the login of the platform', async () => {
    await migratePublic(db.migrator, { isolation: 'role' });
    const owners = await db.pool.query(`SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'`);
    expect(owners.rows).toEqual([{ tableowner: 'fp_owner' }]);
    const asPlatform = (sql: string) => db.pool.query(`SET LOCAL ROLE fp_platform; ${sql}`);
    await asPlatform(`INSERT INTO tenants (schema_name, name, slug) VALUES ('tenant_a', 'A', 'a')`);
    await asPlatform(`INSERT INTO platform_audit_logs (action) VALUES ('create')`);
    await expect(asPlatform(`UPDATE platform_audit_logs SET action = 'x'`)).rejects.toMatchObject({ code: '42501' });
    await expect(asPlatform(`DELETE FROM platform_audit_logs`)).rejects.toMatchObject({ code: '42501' });
    await expect(asPlatform(`DELETE FROM platform_migrations`)).rejects.toMatchObject({ code: '42501' });
    await expect(asPlatform(`CREATE TABLE public.mine ()`)).rejects.toMatchObject({ code: '42501' });
  });

  it('needs no roles where there are none to make', async () => {
    await migratePublic(db.pool, { isolation: 'schema' });
    const owners = await db.pool.query(
      `SELECT tableowner = current_user AS own FROM pg_tables WHERE schemaname = 'public'`,
    );
    expect(owners.rows.every(({ own }) => own)).toBe(true);
  });

  it('leaves nothing of a step that fails, and goes on from there', async () => {
    const folder = migrationsOf({});
    folder.write('../public/0099_odd.sql', 'CREATE TABLE odd (id uuid PRIMARY KEY); SELECT 1 / 0;');
    await expect(migratePublic(db.migrator, { isolation: 'role', folder: folder.path })).rejects.toThrow(
      'division by zero',
    );
    expect((await db.pool.query(`SELECT to_regclass('odd') AS odd`)).rows).toEqual([{ odd: null }]);
    folder.write('../public/0099_odd.sql', 'CREATE TABLE odd (id uuid PRIMARY KEY);');
    expect(await migratePublic(db.migrator, { isolation: 'role', folder: folder.path })).toEqual({
      applied: ['0099_odd'],
      pending: [],
    });
    folder.remove();
  });

  it('refuses a file that changed after it was applied', async () => {
    const folder = migrationsOf({});
    folder.write('../public/0099_odd.sql', 'CREATE TABLE odd (id uuid PRIMARY KEY);');
    await migratePublic(db.migrator, { isolation: 'role', folder: folder.path });
    folder.write('../public/0099_odd.sql', 'CREATE TABLE odd (id uuid PRIMARY KEY, more text);');
    await expect(migratePublic(db.migrator, { isolation: 'role', folder: folder.path })).rejects.toThrow(
      /0099_odd changed after it was applied/,
    );
    expect(
      (await migrationStatus(db.migrator, { isolation: 'role', folder: folder.path })).public.at(-1),
    ).toMatchObject({
      name: '0099_odd',
      state: 'changed',
    });
    folder.remove();
  });
});
