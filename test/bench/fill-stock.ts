import type pg from 'pg';

/** Parts with the movements that led to their stock: a receipt in the main store, and of some a transfer of a tenth to a van. */
export async function fillStock(client: pg.Client, parts: number): Promise<void> {
  await client.query(insertLocation);
  await client.query(insertParts, [parts]);
  await client.query(insertMovements);
  await client.query(insertStock);
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}

const insertLocation = `insert into stock_locations (id, name, location_type) select uuidv7(), 'Van ' || n, 'vehicle' from generate_series(1, 60) as n`;

const insertParts = `insert into inventory_parts (id, part_number, name, description, category, manufacturer, supplier_name, supplier_part_number,
    unit_price, quantity_in_stock, stock_value, average_unit_cost, reorder_level, is_active, created_at, updated_at)
  select uuidv7(), 'P-' || lpad(n::text, 6, '0') || '-' || chr(65 + n % 26), (array['Bearing', 'Seal kit', 'Filter', 'Relay', 'Belt'])[1 + n % 5] || ' ' || n,
    'Spare part of the drive, kept dry.', 'Category ' || n % 200, 'Maker ' || n % 500, 'Supplier ' || n % 300, 'S' || n % 7 || '/' || n,
    12.5, 10 + n % 90, (10 + n % 90) * 12.5, 12.5, 12, n % 50 > 0,
    now() - interval '90 days' + make_interval(secs => n), now() - interval '30 days' + make_interval(secs => n)
  from generate_series(1, $1::int) as n`;

const insertMovements = `with van as (select (array_agg(id order by id))[1] as id from stock_locations where not is_default),
  store as (select id from stock_locations where is_default),
  moved as (select p.id as part_id, p.quantity_in_stock as quantity, p.created_at, gen_random_uuid() as transfer_id from inventory_parts as p)
  insert into inventory_transactions (id, part_id, location_id, transaction_type, quantity, unit_price, total_cost, transfer_id,
    other_location_id, created_at)
  select uuidv7(), part_id, store.id, 'purchase', quantity, 12.5, quantity * 12.5, null, null, created_at from moved, store
  union all select uuidv7(), part_id, store.id, 'transfer', -(quantity / 10), 12.5, -(quantity / 10) * 12.5, transfer_id, van.id,
    created_at + interval '1 second' from moved, store, van where quantity % 10 = 0
  union all select uuidv7(), part_id, van.id, 'transfer', quantity / 10, 12.5, quantity / 10 * 12.5, transfer_id, store.id,
    created_at + interval '1 second' from moved, store, van where quantity % 10 = 0`;

const insertStock = `insert into inventory_stock (part_id, location_id, quantity, value)
  select part_id, location_id, sum(quantity), sum(total_cost) from inventory_transactions group by part_id, location_id`;
