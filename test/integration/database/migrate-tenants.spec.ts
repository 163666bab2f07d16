import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { migratePublic } from '../../../libs/migrations/migrate-public.js';
import { migrateTenants, type TenantMigrationOptions } from '../../../libs/migrations/migrate-tenants.js';
import { migrationStatus } from '../../../libs/migrations/migration-status.js';
import { waitUntil } from '#libs/testing';
import { addTenants, migrationsOf, slugs, versions, type MigrationsFolder } from './tenants-to-migrate.js';
import { scratchDatabase, type ScratchDatabase } from './scratch-database.js';

const ITEMS = 'CREATE TABLE items (id integer PRIMARY KEY, name text);';

describe('Migrating all tenants', () => {
  let db: ScratchDatabase;
  let folder: MigrationsFolder;
  const migrate = (options: Partial<TenantMigrationOptions> = {}) =>
    migrateTenants(db.migrator, { isolation: 'role', folder: folder.path, ...options });

  beforeEach(async () => {
    db = await scratchDatabase();
    folder = migrationsOf({ '0001_items.sql': ITEMS });
    await migratePublic(db.migrator, { isolation: 'role' });
  });

  afterEach(async () => {
    folder.remove();
    await db.drop();
  });

  it('reaches each of them, suspended ones too, and then has nothing left to do', async () => {
    await addTenants(db.migrator, [{ slug: 'a' }, { slug: 'b', status: 'suspended', isActive: false }, { slug: 'c' }]);
    const report = await migrate();
    expect([...report.migrated].sort()).toEqual(['tenant_a', 'tenant_b', 'tenant_c']);
    expect(await versions(db.pool)).toEqual({ a: 1, b: 1, c: 1 });
    expect(await migrate()).toEqual({ pending: [], migrated: [], failed: [], busy: [], skipped: [] });
  });

  it('needs one query when there is nothing to do', async () => {
    await addTenants(db.migrator, slugs('quiet', 3));
    await migrate();
    // One connection taken for one query.
    let acquired = 0;
    db.migrator.on('acquire', () => acquired++);
    await migrate();
    expect(acquired).toBe(1);
  });

  it('reports with dryRun what it would do', async () => {
    await addTenants(db.migrator, slugs('dry', 2));
    expect(await migrate({ dryRun: true })).toMatchObject({ pending: ['tenant_dry0', 'tenant_dry1'], migrated: [] });
    expect(await versions(db.pool)).toEqual({ dry0: 0, dry1: 0 });
  });

  it('takes one tenant alone', async () => {
    await addTenants(db.migrator, slugs('one', 2));
    expect((await migrate({ tenant: 'one1' })).migrated).toEqual(['tenant_one1']);
    expect(await versions(db.pool)).toEqual({ one0: 0, one1: 1 });
  });

  it('writes down who failed and goes on with the others; a later run clears it', async () => {
    await addTenants(db.migrator, slugs('f', 5));
    await migrate();
    await db.pool.query('INSERT INTO tenant_f2.items VALUES (1, NULL)');
    folder.write('0002_more.sql', 'CREATE TABLE more (id integer PRIMARY KEY);');
    folder.write('0003_named.sql', 'ALTER TABLE items ALTER COLUMN name SET NOT NULL;');
    const report = await migrate();
    expect(report.migrated).toHaveLength(4);
    expect(report.failed).toMatchObject([{ schema: 'tenant_f2', migration: '0003_named' }]);
    expect(await versions(db.pool)).toEqual({ f0: 3, f1: 3, f2: 1, f3: 3, f4: 3 });
    expect((await db.pool.query(`SELECT to_regclass('tenant_f2.more') AS more`)).rows).toEqual([{ more: null }]);
    await migrate();
    const { tenant } = await migrationStatus(db.migrator, { isolation: 'role', folder: folder.path });
    expect(tenant).toMatchObject({
      latest: 3,
      pending: 1,
      failures: [{ slug: 'f2', migration: '0003_named', attempts: 2 }],
    });
    await db.pool.query('DELETE FROM tenant_f2.items');
    expect((await migrate()).migrated).toEqual(['tenant_f2']);
    expect((await migrationStatus(db.migrator, { isolation: 'role', folder: folder.path })).tenant).toMatchObject({
      pending: 0,
      failures: [],
    });
  });

  it('stops when too many fail', async () => {
    await addTenants(db.migrator, slugs('s', 8));
    folder.write('0002_broken.sql', 'SELECT 1 / 0;');
    const report = await migrate({ maxFailures: 3, parallel: 1 });
    expect(report.failed).toHaveLength(3);
    expect(report.skipped).toHaveLength(5);
    expect(new Set(Object.values(await versions(db.pool)))).toEqual(new Set([0]));
  });

  it('goes ring by ring and ends with a ring in which half fail', async () => {
    await addTenants(db.migrator, [
      { slug: 'canary', ring: 0 },
      { slug: 'late', ring: 2 },
      { slug: 'usual', ring: 1 },
    ]);
    const order: string[] = [];
    await migrate({ onTenant: (schema) => order.push(schema) });
    expect(order).toEqual(['tenant_canary', 'tenant_usual', 'tenant_late']);
    folder.write('0002_broken.sql', 'SELECT 1 / 0;');
    const report = await migrate();
    expect(report).toMatchObject({ failed: [{ schema: 'tenant_canary' }], skipped: ['tenant_usual', 'tenant_late'] });
    folder.write('0002_broken.sql', 'SELECT 1;');
  });

  it('migrates only the given rings', async () => {
    await addTenants(db.migrator, [
      { slug: 'first', ring: 0 },
      { slug: 'rest', ring: 1 },
    ]);
    expect((await migrate({ ring: 0 })).migrated).toEqual(['tenant_first']);
  });

  it('does each tenant once when two processes run', async () => {
    await addTenants(db.migrator, slugs('two', 12));
    folder.write('0002_count.sql', 'INSERT INTO items SELECT count(*) + 1 FROM items;');
    const reports = await Promise.all([migrate({ parallel: 2 }), migrate({ parallel: 2 })]);
    expect(reports.flatMap(({ failed, busy }) => [...failed, ...busy])).toEqual([]);
    expect(reports.flatMap(({ migrated }) => migrated).sort()).toHaveLength(12);
    expect(Object.values(await versions(db.pool))).toEqual(Array.from({ length: 12 }, () => 2));
  });

  it('refuses a file that changed after the first tenant had it', async () => {
    await addTenants(db.migrator, slugs('x', 1));
    await migrate();
    folder.write('0001_items.sql', 'CREATE TABLE items (id integer PRIMARY KEY);');
    await addTenants(db.migrator, [{ slug: 'y' }]);
    await expect(migrate()).rejects.toThrow(/0001_items changed after it was applied/);
    expect(await versions(db.pool)).toEqual({ x0: 1, y: 0 });
  });

  it('finds a schema whose ledger has another checksum', async () => {
    await addTenants(db.migrator, slugs('z', 1));
    await migrate();
    await db.pool.query(`UPDATE tenant_z0.schema_migrations SET checksum = 'other'`);
    folder.write('0002_more.sql', 'CREATE TABLE more (id integer PRIMARY KEY);');
    expect((await migrate()).failed).toMatchObject([
      { schema: 'tenant_z0', error: expect.stringContaining('0001_items') },
    ]);
    expect(await versions(db.pool)).toEqual({ z0: 1 });
  });

  it('waits a little for tables in use, again and again', async () => {
    await addTenants(db.migrator, slugs('l', 1));
    await migrate();
    folder.write('0002_column.sql', 'ALTER TABLE items ADD COLUMN note text;');
    const reader = await db.pool.connect();
    await reader.query('BEGIN; SELECT * FROM tenant_l0.items');
    const run = migrate({ lockTimeoutMs: 50, lockAttempts: 1_000 });
    const attempts = new Set<string>();
    const waiting = `SELECT query_start::text AS at FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%ADD COLUMN note%'`;
    await waitUntil(async () => {
      for (const { at } of (await db.pool.query<{ at: string }>(waiting)).rows) attempts.add(at);
      return attempts.size > 2;
    });
    await reader.query('COMMIT');
    reader.release();
    expect((await run).migrated).toEqual(['tenant_l0']);
  });

  it('gives up on a table that stays locked, and reports it', async () => {
    await addTenants(db.migrator, slugs('k', 1));
    await migrate();
    folder.write('0002_column.sql', 'ALTER TABLE items ADD COLUMN note text;');
    const reader = await db.pool.connect();
    await reader.query('BEGIN; SELECT * FROM tenant_k0.items');
    expect((await migrate({ lockTimeoutMs: 20, lockAttempts: 2 })).failed).toMatchObject([
      { error: expect.stringContaining('lock timeout') },
    ]);
    await reader.query('COMMIT');
    reader.release();
  });

  it('runs steps without a transaction: indexes beside running work, backfills in batches', async () => {
    await addTenants(db.migrator, slugs('n', 2));
    await migrate();
    for (const slug of ['n0', 'n1']) {
      await db.pool.query(`INSERT INTO tenant_${slug}.items SELECT n FROM generate_series(1, 25) n`);
    }
    folder.write('0002_column.sql', 'ALTER TABLE items ADD COLUMN note text;');
    folder.write(
      '0003_fill.sql',
      `-- transaction: none
      -- batched
      UPDATE items SET note = 'filled' WHERE id IN (SELECT id FROM items WHERE note IS NULL LIMIT 10);
      DROP INDEX CONCURRENTLY IF EXISTS idx_items_note;
      CREATE INDEX CONCURRENTLY idx_items_note ON items (note);`,
    );
    folder.write('0004_after.sql', 'CREATE TABLE after (id integer PRIMARY KEY);');
    expect((await migrate()).failed).toEqual([]);
    expect(await versions(db.pool)).toEqual({ n0: 4, n1: 4 });
    const { rows } = await db.pool.query(`SELECT count(*)::int AS filled FROM tenant_n1.items WHERE note = 'filled'`);
    expect(rows).toEqual([{ filled: 25 }]);
    const index = await db.pool.query(
      `SELECT indisvalid FROM pg_index WHERE indexrelid = 'tenant_n1.idx_items_note'::regclass`,
    );
    expect(index.rows).toEqual([{ indisvalid: true }]);
  });

  it('grants privileges of the tenant on new tables, and revokes those that append-only excludes', async () => {
    await addTenants(db.migrator, slugs('g', 1));
    folder.write('0002_notes.sql', '-- append-only: notes\nCREATE TABLE notes (id integer PRIMARY KEY);');
    await migrate();
    const asTenant = (sql: string) => db.pool.query(`SET LOCAL ROLE t_g0_rw; ${sql}`);
    await asTenant(
      'INSERT INTO tenant_g0.items VALUES (1); UPDATE tenant_g0.items SET id = 2; DELETE FROM tenant_g0.items',
    );
    await asTenant('INSERT INTO tenant_g0.notes VALUES (1)');
    await expect(asTenant('UPDATE tenant_g0.notes SET id = 2')).rejects.toMatchObject({ code: '42501' });
    await expect(asTenant('DELETE FROM tenant_g0.schema_migrations')).rejects.toMatchObject({ code: '42501' });
  });

  it('is taken up again where a killed run left it', async () => {
    await addTenants(db.migrator, slugs('r', 12));
    await migrate();
    folder.write('0002_locked.sql', 'LOCK TABLE items;');
    // one of the last cannot be migrated before the run is killed
    const reader = await db.pool.connect();
    await reader.query('BEGIN; SELECT * FROM tenant_r9.items');
    const program = fileURLToPath(new URL('./migrate-in-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['scripts/run-ts.mjs', program, db.url, folder.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    let done = 0;
    for await (const line of child.stdout) {
      done += String(line).trim().split('\n').length;
      if (done >= 4) child.kill('SIGKILL');
    }
    await exit;
    await reader.query('COMMIT');
    reader.release();
    await waitUntil(async () => (await working()) === 0, { what: 'the end of what the killed run was at' });
    const left = Object.values(await versions(db.pool)).filter((version) => version === 1).length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(12 - done);
    const report = await migrate();
    expect(report).toMatchObject({ failed: [], busy: [] });
    expect(new Set(Object.values(await versions(db.pool)))).toEqual(new Set([2]));
  });

  /** The busy connections of migrators. */
  async function working(): Promise<number> {
    const text = `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND usename <> current_user AND state <> 'idle'`;
    return (await db.pool.query(text)).rowCount ?? 0;
  }

  it('reports what to do first when the shared tables do not exist', async () => {
    const empty = await scratchDatabase();
    await expect(migrateTenants(empty.migrator, { isolation: 'role' })).rejects.toThrow('fieldpilot migrate --shared');
    await empty.drop();
  });
});
