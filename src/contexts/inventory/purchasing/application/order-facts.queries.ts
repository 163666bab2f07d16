import { tenantQuery } from '#libs/database';
import { sql } from 'kysely';
import type { InventoryTables } from '../../inventory.tables.js';

/** The parts of an order to be, with what the supplier asks for them. */
export const partsToOrder = tenantQuery<InventoryTables, { partIds: readonly string[]; supplierId: string | null }>()(
  (db, p) =>
    db
      .selectFrom('inventory_parts as p')
      .leftJoin('part_suppliers as ps', (join) =>
        join.onRef('ps.part_id', '=', 'p.id').on('ps.supplier_id', '=', sql<string>`${p('supplierId')}::uuid`),
      )
      .where(sql<boolean>`p.id = any(${p('partIds')}::uuid[])`)
      .select(['p.id', 'p.part_number as partNumber', 'p.currency', 'p.is_active as isActive'])
      .select(sql<string | null>`coalesce(ps.unit_price, p.unit_price)`.as('price')),
);

export type PartToOrder = (typeof partsToOrder)['row'];

export const supplierAddress = tenantQuery<InventoryTables, { id: string }>()((db, p) =>
  db.selectFrom('suppliers as s').where('s.id', '=', p('id')).select('s.email'),
);

export const supplierToOrderFrom = tenantQuery<InventoryTables, { id: string }>()((db, p) =>
  db
    .selectFrom('suppliers as s')
    .where('s.id', '=', p('id'))
    .select(['s.id', 's.name', 's.currency', 's.lead_days as leadDays', 's.is_active as isActive'])
    .select(sql<string | null>`coalesce(s.contact, s.email)`.as('contact')),
);
