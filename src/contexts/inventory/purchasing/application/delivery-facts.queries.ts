import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import type { DeliveryFacts } from '../domain/delivery-refusal.js';

/** Why nothing was booked: one row for each line of the order, in their order. No row when there is no such order. */
export const deliveryFacts = tenantQuery<InventoryTables, { orderId: string; locationId: string }>()((db, p) =>
  db
    .selectFrom('purchase_orders as o')
    .innerJoin('purchase_order_lines as l', 'l.purchase_order_id', 'o.id')
    .innerJoin('inventory_parts as p', 'p.id', 'l.part_id')
    .leftJoin('stock_locations as sl', (join) => join.on('sl.id', '=', sql<string>`${p('locationId')}::uuid`))
    .leftJoin('inventory_stock as s', (join) =>
      join.onRef('s.part_id', '=', 'p.id').onRef('s.location_id', '=', 'sl.id'),
    )
    .where('o.id', '=', p('orderId'))
    .orderBy('l.line_number')
    .select(['o.status', 'l.part_id as partId', 'p.part_number as partNumber', 'p.is_active as partIsActive'])
    .select(['l.quantity_ordered as ordered', 'l.quantity_received as received', 'sl.is_active as locationIsActive'])
    .select([
      sql<number>`greatest(coalesce(s.quantity - s.reserved, 0), 0)`.as('available'),
      sql<number>`coalesce(s.reserved, 0)`.as('reserved'),
      sql<DeliveryFacts['locations']>`coalesce((select json_agg(there) from (
        ${db
          .selectFrom('inventory_stock as e')
          .innerJoin('stock_locations as elsewhere', 'elsewhere.id', 'e.location_id')
          .select(['elsewhere.id as locationId', 'elsewhere.name', 'e.quantity'])
          .select(sql<number>`greatest(e.quantity - e.reserved, 0)`.as('available'))
          .where('e.part_id', '=', sql<string>`p.id`)
          .where('e.quantity', '>', 0)
          .orderBy('e.quantity', 'desc')
          .orderBy('elsewhere.id')
          .limit(20)}
      ) as there), '[]')`.as('locations'),
    ]),
) satisfies { readonly row: DeliveryFacts };
