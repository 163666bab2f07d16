import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDrift } from '../../../libs/migrations/drift.js';
import { migratePublic } from '../../../libs/migrations/migrate-public.js';
import { migrateTenants } from '../../../libs/migrations/migrate-tenants.js';
import { migrationsFolder } from '../../../libs/migrations/migration-files.js';
import { addTenants, migrationsOf, type MigrationsFolder } from './tenants-to-migrate.js';
import { scratchDatabase, type ScratchDatabase } from './scratch-database.js';

const files = readdirSync(join(migrationsFolder(), 'tenant')).sort();
const textOf = (file: string) => readFileSync(join(migrationsFolder(), 'tenant', file), 'utf8');
const isEarlier = (file: string) => file < '0018';

describe('A schema with numbers that differ in case alone, from before that made them one', () => {
  let db: ScratchDatabase;
  let folder: MigrationsFolder;
  const migrate = () => migrateTenants(db.migrator, { isolation: 'role', folder: folder.path });

  beforeAll(async () => {
    db = await scratchDatabase();
    folder = migrationsOf(Object.fromEntries(files.filter(isEarlier).map((file) => [file, textOf(file)])));
    await migratePublic(db.migrator, { isolation: 'role' });
    await addTenants(db.migrator, [{ slug: 'twice' }, { slug: 'once' }]);
    await migrate();
    for (const schema of ['tenant_twice', 'tenant_once'])
      await db.pool.query(`insert into ${schema}.inventory_parts (part_number, name)
        values ('R-10', 'Rope'), ('R-11', 'Rope')${schema === 'tenant_twice' ? `, ('r-10', 'Rope')` : ''}`);
    for (const file of files.filter((each) => !isEarlier(each))) folder.write(file, textOf(file));
  });
  afterAll(() => folder?.remove());

  it('waits with the reason, while the others go on', async () => {
    const { migrated, failed } = await migrate();
    expect(migrated).toEqual(['tenant_once']);
    expect(failed).toMatchObject([
      { schema: 'tenant_twice', error: expect.stringContaining('inventory_parts_same_number_key') },
    ]);
  });

  it('applies the step once the values differ, and then equals every other schema', async () => {
    await db.pool.query(`update tenant_twice.inventory_parts set part_number = 'R-12' where part_number = 'r-10'`);
    expect((await migrate()).migrated).toEqual(['tenant_twice']);
    await expect(
      db.pool.query(`insert into tenant_twice.inventory_parts (part_number, name) values ('r-12', 'Rope')`),
    ).rejects.toMatchObject({ constraint: 'inventory_parts_same_number_key' });
    expect(await checkDrift(db.pool, { isolation: 'role' })).toEqual([]);
  });
});
