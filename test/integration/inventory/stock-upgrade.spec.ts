import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDrift } from '../../../libs/migrations/drift.js';
import { migratePublic } from '../../../libs/migrations/migrate-public.js';
import { migrateTenants } from '../../../libs/migrations/migrate-tenants.js';
import { migrationsFolder } from '../../../libs/migrations/migration-files.js';
import { scratchDatabase, type ScratchDatabase } from '../database/scratch-database.js';
import { addTenants, migrationsOf, type MigrationsFolder } from '../database/tenants-to-migrate.js';

const files = readdirSync(join(migrationsFolder(), 'tenant')).sort();
const textOf = (file: string) => readFileSync(join(migrationsFolder(), 'tenant', file), 'utf8');
const isEarlier = (file: string) => file < '0028';

describe('A ledger from before there were locations', () => {
  let db: ScratchDatabase;
  let folder: MigrationsFolder;
  const query = async (text: string): Promise<unknown[]> =>
    (await db.pool.query(text.replaceAll('tenant.', 'tenant_acme.'))).rows;

  beforeAll(async () => {
    db = await scratchDatabase();
    folder = migrationsOf(Object.fromEntries(files.filter(isEarlier).map((file) => [file, textOf(file)])));
    await migratePublic(db.migrator, { isolation: 'role' });
    await addTenants(db.migrator, [{ slug: 'acme' }]);
    const migrate = () => migrateTenants(db.migrator, { isolation: 'role', folder: folder.path });
    await migrate();
    await query(`insert into tenant.inventory_parts (part_number, name, quantity_in_stock)
      select 'P-' || n, 'Part', case when n > 2500 then 0 else 7 end from generate_series(1, 2501) n`);
    await query(`insert into tenant.inventory_transactions (part_id, transaction_type, quantity, unit_price, total_cost)
      select p.id, booked.* from tenant.inventory_parts p,
        (values ('purchase', 10, 2.00, 20.00), ('usage', -3, 2.00, -6.00)) as booked
      where quantity_in_stock > 0`);
    await query(`insert into tenant.inventory_parts (part_number, name, quantity_in_stock, unit_price, supplier_name, supplier_contact,
        supplier_part_number, created_at)
      values ('S-1', 'Part', 0, 9.90, 'Mayr', null, 'M/1', '2026-01-01'), ('S-2', 'Part', 0, null, ' MAYR ', 'orders@mayr.example', 'M/2', '2026-01-02'),
        ('S-3', 'Part', 0, null, 'Mayr', 'Brake desk', null, '2026-01-03'), ('S-4', 'Part', 0, null, null, null, 'X-9', '2026-01-04'),
        ('S-5', 'Part', 0, null, '', '', '', '2026-01-05')`);
    await query(
      `insert into tenant.purchase_orders (order_number, supplier_name) values ('PO-2026-0041', 'Telco'), ('PO-2', 'mayr')`,
    );
    await query(`insert into tenant.purchase_order_lines (purchase_order_id, part_id, line_number, quantity_ordered, unit_price)
      select o.id, p.id, row_number() over (order by p.part_number), 3, 1.25 from tenant.purchase_orders o, tenant.inventory_parts p
      where o.supplier_name = 'Telco' and p.part_number in ('S-1', 'S-2')`);
    for (const file of files.filter((each) => !isEarlier(each))) folder.write(file, textOf(file));
    expect((await migrate()).failed).toEqual([]);
  }, 60_000);
  afterAll(() => folder?.remove());

  it('lies in the default location, with its value, of parts and in total', async () => {
    const booked = `select l.name, count(*)::int as count, sum(quantity)::int as quantity, sum(value)::text as value
      from tenant.inventory_stock s join tenant.stock_locations l on l.id = s.location_id group by l.name`;
    expect(await query(booked)).toEqual([{ name: 'Main store', count: 2500, quantity: 17_500, value: '35000.00' }]);
    expect(
      await query(
        'select stock_value::text as value, count(*)::int as count from tenant.inventory_parts group by 1 order by 1',
      ),
    ).toEqual([
      { value: '0.00', count: 6 },
      { value: '14.00', count: 2500 },
    ]);
    expect(
      await query(`select count(*)::int as count from tenant.inventory_transactions t
        join tenant.stock_locations l on l.id = t.location_id and l.is_default`),
    ).toEqual([{ count: 5_000 }]);
  });

  it('has the suppliers that parts and orders named as records, and nothing that was said of them is lost', async () => {
    expect(await query('select name, contact, email from tenant.suppliers order by name')).toEqual([
      { name: 'MAYR', contact: null, email: 'orders@mayr.example' },
      { name: 'Telco', contact: null, email: null },
      { name: 'Unknown', contact: null, email: null },
    ]);
    expect(
      await query(`select p.part_number as part, s.name, ps.contact, ps.supplier_part_number as number, ps.unit_price as price
        from tenant.part_suppliers ps join tenant.suppliers s on s.id = ps.supplier_id
        join tenant.inventory_parts p on p.id = ps.part_id where ps.is_preferred order by 1`),
    ).toEqual([
      { part: 'S-1', name: 'MAYR', contact: null, number: 'M/1', price: '9.90' },
      { part: 'S-2', name: 'MAYR', contact: null, number: 'M/2', price: null },
      { part: 'S-3', name: 'MAYR', contact: 'Brake desk', number: null, price: null },
      { part: 'S-4', name: 'Unknown', contact: null, number: 'X-9', price: null },
    ]);
  });

  it('has orders of these suppliers with what they cost, and goes on counting where their numbers end', async () => {
    expect(
      await query(`select o.order_number as number, s.name, o.total_cost::text as cost from tenant.purchase_orders o
        join tenant.suppliers s on s.id = o.supplier_id order by 1`),
    ).toEqual([
      { number: 'PO-2', name: 'MAYR', cost: '0.00' },
      { number: 'PO-2026-0041', name: 'Telco', cost: '7.50' },
    ]);
    expect(await query('select name, value from tenant.counters')).toEqual([
      { name: 'purchase_orders/2026', value: '41' },
    ]);
  });

  it('equals every other schema from then on', async () => {
    expect(await checkDrift(db.pool, { isolation: 'role' })).toEqual([]);
  });
});
