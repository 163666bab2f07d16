import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { migratePublic } from '../../../libs/migrations/migrate-public.js';
import { migrateTenants } from '../../../libs/migrations/migrate-tenants.js';
import { migrationsFolder } from '../../../libs/migrations/migration-files.js';
import { addTenants, migrationsOf, versions, type MigrationsFolder } from './tenants-to-migrate.js';
import { scratchDatabase, type ScratchDatabase } from './scratch-database.js';

const BEFORE = 15;
const folderOf = join(migrationsFolder(), 'tenant');
const files = readdirSync(folderOf).filter((name) => /^\d{4}_/.test(name));
const numbered = (wanted: (version: number) => boolean) =>
  files
    .filter((name) => wanted(Number(name.slice(0, 4))))
    .map((name) => [name, readFileSync(join(folderOf, name), 'utf8')] as const);

const id = (n: number) => `'01900000-0000-7000-8000-00000000000${n}'`;
const row = (schedule: number, at: string) =>
  `INSERT INTO tenant_a.maintenance_occurrences (schedule_id, equipment_id, occurrence_at, status)
   VALUES (${id(schedule)}, ${id(1)}, '${at}', 'missed');`;
const schedule = (n: number, timezone: string) =>
  `INSERT INTO tenant_a.maintenance_schedules (id, equipment_id, schedule_name, frequency_type, first_occurrence_local, timezone, next_run_date)
   VALUES (${id(n)}, ${id(1)}, 'S', 'daily', '2026-01-01 09:00', '${timezone}', '2027-01-01');`;

/** Occurrences as an earlier release stored them; an edited time of day left two rows on 2 November. */
const ledger = `
  INSERT INTO tenant_a.facilities (id, name) VALUES (${id(2)}, 'F');
  INSERT INTO tenant_a.equipment (id, facility_id, equipment_number, name) VALUES (${id(1)}, ${id(2)}, 'E', 'E');
  ${schedule(3, 'Australia/Sydney')} ${schedule(4, 'America/New_York')} ${schedule(5, 'Mars/Base')}
  ${row(3, '2026-10-31 22:00Z')} ${row(3, '2026-11-01 22:00Z')} ${row(3, '2026-11-02 01:00Z')}
  ${row(4, '2026-11-02 03:00Z')} ${row(5, '2026-11-02 03:00Z')}`;

describe('The days of the ledger', () => {
  let db: ScratchDatabase;
  let folder: MigrationsFolder;
  const migrate = () => migrateTenants(db.migrator, { isolation: 'role', folder: folder.path });

  beforeEach(async () => {
    db = await scratchDatabase();
    folder = migrationsOf(Object.fromEntries(numbered((version) => version <= BEFORE)));
    await migratePublic(db.migrator, { isolation: 'role' });
    await addTenants(db.migrator, [{ slug: 'a' }]);
    await migrate();
    await db.pool.query(ledger);
    for (const [name, sql] of numbered((version) => version > BEFORE && version <= 17)) folder.write(name, sql);
  });

  afterEach(async () => {
    folder.remove();
    await db.drop();
  });

  it('are those of the clock of each schedule, one row a day', async () => {
    await migrate();
    expect(await versions(db.pool)).toEqual({ a: 17 });
    const { rows } = await db.pool.query<{ at: string; day: string | null }>(
      `SELECT to_char(occurrence_at AT TIME ZONE 'UTC', 'DD HH24') AS at, occurrence_on::text AS day
       FROM tenant_a.maintenance_occurrences ORDER BY schedule_id, occurrence_at`,
    );
    expect(rows.map(({ at, day }) => [at, day])).toEqual([
      ['31 22', '2026-11-01'],
      ['01 22', '2026-11-02'],
      ['02 01', null],
      ['02 03', '2026-11-01'],
      ['02 03', '2026-11-02'],
    ]);
  });

  it('are none of the release before, which goes on writing rows beside them', async () => {
    await migrate();
    await db.pool.query(`${row(3, '2026-11-03 22:00Z')} ${row(3, '2026-11-04 22:00Z')}`);
    const { rows } = await db.pool.query(
      `SELECT round FROM tenant_a.maintenance_occurrences WHERE occurrence_on IS NULL`,
    );
    expect(rows).toEqual([{ round: 0 }, { round: 0 }, { round: 0 }]);
  });
});
