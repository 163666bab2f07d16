// Past the unit of work: as for stock, what came is added to the lines whatever came meanwhile, and the movements are its log.
import { sql } from 'kysely';
import { tenantQuery, type PreparedQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import { withEffects } from '../../stock/application/booking-effects.writes.js';
import { toldOf, type NewlyLow } from '../../stock/application/newly-low.js';
import { bookedDelivery, deliveries, type DeliveryValues } from './delivery-rows.js';

type Values = { readonly orderId: string };

/** Deliveries of one order wait for one another here, … */
export const lockOrder = tenantQuery<InventoryTables, Values>()((db, p) =>
  db.selectFrom('purchase_orders').select('id').where('id', '=', p('orderId')).forNoKeyUpdate(),
);

/** … and bookings of its parts here, in the order of ids, so that no two wait for each other. */
export const lockPartsOfOrder = tenantQuery<InventoryTables, Values>()((db, p) =>
  db
    .selectFrom('inventory_parts as p')
    .select('p.id')
    .where('p.id', 'in', (eb) =>
      eb.selectFrom('purchase_order_lines as l').select('l.part_id').where('l.purchase_order_id', '=', p('orderId')),
    )
    .orderBy('p.id')
    .forNoKeyUpdate(),
);

interface Told {
  readonly ok: number;
  readonly newlyLow: readonly NewlyLow[];
}

/** Stock, ledger and totals of all lines, or a division by zero where any of them is refused. */
function booking(delivery: (typeof deliveries)[keyof typeof deliveries]) {
  return tenantQuery<InventoryTables, DeliveryValues>()((db, p) =>
    withEffects(bookedDelivery(db, p, delivery), p as never)
      .selectFrom(
        sql<{
          ok: number;
        }>`(select 1 / case when count(*) > 0 and count(*) = (select count(*) from wanted) and not exists (
            select from given as g where g.quantity is not null and not exists (select from wanted as w where w.id = g.id))
          then 1 else 0 end as ok from movement)`.as('done'),
      )
      .select(['done.ok', toldOf.as('newlyLow')]),
  ) as unknown as PreparedQuery<DeliveryValues, Told>;
}

export const bookReceipt = booking(deliveries.receipt);
export const bookSupplierReturn = booking(deliveries.return);

interface Moved extends Values {
  readonly movementIds: readonly string[];
  readonly at: Date;
}

/** What the lines have received, by the movements that were just written. */
export const addToLines = tenantQuery<InventoryTables, Moved>()((db, p) =>
  db
    .updateTable('purchase_order_lines as l')
    .from('inventory_transactions as m')
    .set({ quantity_received: sql`l.quantity_received + m.quantity`, updated_at: sql`${p('at')}::timestamptz` })
    .whereRef('l.id', '=', 'm.purchase_order_line_id')
    .where(sql<boolean>`m.id = any(${p('movementIds')}::uuid[])`),
);

/** The state of the order follows from its lines; a canceled one stays canceled. */
export const settleOrder = tenantQuery<InventoryTables, Moved>()((db, p) =>
  db
    .updateTable('purchase_orders as o')
    .from(
      db
        .selectFrom('purchase_order_lines as l')
        .where('l.purchase_order_id', '=', p('orderId'))
        .select(sql<boolean>`bool_and(l.quantity_received >= l.quantity_ordered)`.as('is_complete'))
        .select(sql<boolean>`bool_or(l.quantity_received > 0)`.as('has_some'))
        .as('t'),
    )
    .set({
      status: sql`case when o.status = 'canceled' then o.status when t.is_complete then 'received'
        when t.has_some then 'partially_received' else 'ordered' end`,
      received_at: sql`case when t.is_complete then ${p('at')}::timestamptz end`,
      version: sql`o.version + 1`,
      updated_at: sql`${p('at')}::timestamptz`,
    })
    .where('o.id', '=', p('orderId')),
);

/** What was paid is what the part costs from now on; samples that cost nothing change no price. */
export const priceParts = tenantQuery<InventoryTables, Moved>()((db, p) =>
  db
    .updateTable('inventory_parts as p')
    .from('purchase_order_lines as l')
    .innerJoin('inventory_transactions as m', 'm.purchase_order_line_id', 'l.id')
    .set({ unit_price: sql`l.unit_price`, updated_at: sql`greatest(p.updated_at, ${p('at')}::timestamptz)` })
    .whereRef('p.id', '=', 'l.part_id')
    .where(sql<boolean>`m.id = any(${p('movementIds')}::uuid[]) and l.unit_price > 0`),
);

/** The same of what the supplier asks. */
export const priceAtSupplier = tenantQuery<InventoryTables, Moved>()((db, p) =>
  db
    .updateTable('part_suppliers as ps')
    .from('purchase_order_lines as l')
    .innerJoin('inventory_transactions as m', 'm.purchase_order_line_id', 'l.id')
    .innerJoin('purchase_orders as o', 'o.id', 'l.purchase_order_id')
    .set({
      unit_price: sql`l.unit_price`,
      version: sql`ps.version + 1`,
      updated_at: sql`${p('at')}::timestamptz`,
    })
    .whereRef('ps.part_id', '=', 'l.part_id')
    .whereRef('ps.supplier_id', '=', 'o.supplier_id')
    .where(
      sql<boolean>`m.id = any(${p('movementIds')}::uuid[]) and l.unit_price > 0 and l.unit_price is distinct from ps.unit_price`,
    ),
);
