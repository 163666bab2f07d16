import { sql, type Kysely } from 'kysely';
import { equals, tenantList, tenantQuery } from '#libs/database';
import { canSeeCosts } from '#libs/request-context';
import type { InventoryTables } from '../../inventory.tables.js';
import { MAX_QUANTITY } from '../../stock/domain/stock-limits.js';

/** What of a part is on order and has not come yet; drafts count, so that nobody orders twice. */
const onOrder = (db: Kysely<InventoryTables>) =>
  db
    .selectFrom('purchase_order_lines as l')
    .innerJoin('purchase_orders as o', 'o.id', 'l.purchase_order_id')
    .where('l.part_id', '=', sql<string>`p.id`)
    .where('o.status', 'in', [
      sql.lit('draft'),
      sql.lit('pending_approval'),
      sql.lit('ordered'),
      sql.lit('partially_received'),
    ] as never)
    .select(
      sql<number>`coalesce(sum(greatest(l.quantity_ordered - l.quantity_received, 0)), 0)::float8`.as('quantity'),
    );

/** In whole packs, and never more than one order line can have. */
const suggested = sql<number>`least(${sql.lit(MAX_QUANTITY)}::int / pack.size,
  greatest(0, ceil((p.reorder_quantity - on_order.quantity) / pack.size)))::int * pack.size`;

/** Parts that are low on stock, with what is on order and what to order. */
const lowParts = (db: Kysely<InventoryTables>) =>
  db
    .selectFrom('inventory_parts as p')
    .leftJoin('part_suppliers as ps', (join) => join.onRef('ps.part_id', '=', 'p.id').on('ps.is_preferred', '=', true))
    .leftJoin('suppliers as s', 's.id', 'ps.supplier_id')
    .innerJoinLateral(onOrder(db).as('on_order'), (join) => join.onTrue())
    .innerJoinLateral(sql<{ size: number }>`(select coalesce(ps.pack_size, 1) as size)`.as('pack'), (join) =>
      join.onTrue(),
    )
    .where(sql<boolean>`p.is_active and p.quantity_in_stock <= p.reorder_level`)
    .select(['p.id as partId', 'p.part_number as partNumber', 'p.name', 'p.unit_of_measure as unitOfMeasure'])
    .select(['p.quantity_in_stock as quantityInStock', 'p.reorder_level as reorderLevel', 'p.currency'])
    .select(['p.reorder_quantity as reorderQuantity', 'ps.supplier_id as supplierId', 's.name as supplierName'])
    .select(['on_order.quantity as quantityOnOrder', 'pack.size as packSize', suggested.as('suggestedQuantity')])
    .select(sql<string | null>`coalesce(ps.unit_price, p.unit_price)::text`.as('unitPrice'));

type Row = ReturnType<typeof lowParts> extends { readonly expressionType?: infer R } ? NonNullable<R> : never;

export const reorderList = tenantList<InventoryTables>()({
  name: 'reorder suggestions',
  rows: lowParts,
  id: 'p.id',
  filters: { supplierId: equals('ps.supplier_id') },
  sorts: { name: { column: 'p.name', type: 'name' } },
  defaultSort: 'name',
  view: ({ currency, unitPrice: amount, ...row }: Row) => ({
    ...row,
    unitPrice: amount === null || !canSeeCosts() ? null : { amount, currency },
  }),
});

export type SuggestionView = (typeof reorderList)['row'];

/** Orders of the same parts at once wait for one another here: the second one finds on order what the first one made. */
export const lockParts = tenantQuery<InventoryTables, { partIds: readonly string[] }>()((db, p) =>
  db
    .selectFrom('inventory_parts as p')
    .select('p.id')
    .where(sql<boolean>`p.id = any(${p('partIds')}::uuid[])`)
    .orderBy('p.id')
    .forNoKeyUpdate(),
);

/** Of locked parts. */
export const suggestionsFor = tenantQuery<InventoryTables, { partIds: readonly string[] }>()((db, p) =>
  lowParts(db)
    .select(['s.is_active as supplierIsActive', 's.lead_days as leadDays'])
    .select(sql<string | null>`coalesce(s.contact, s.email)`.as('contact'))
    .where(sql<boolean>`p.id = any(${p('partIds')}::uuid[])`)
    .orderBy('p.part_number')
    .orderBy('p.id'),
);

export type Suggestion = (typeof suggestionsFor)['row'];
