import type { Kysely } from 'kysely';
import { atOrAfter, before, entityColumns, equals, tenantList, tenantQuery, type EntityView } from '#libs/database';
import { canSeeCosts } from '#libs/request-context';
import type { InventoryTables } from '../../inventory.tables.js';
import { StockMovementSchema } from '../domain/stock-movement.entity.js';

export const movementColumns = entityColumns(StockMovementSchema, 'm');

export type MovementRow = EntityView<typeof StockMovementSchema> & { readonly currency: string };
export type MovementView = ReturnType<typeof movementView>;

/** Costs have no sign in the API: the quantity says which way the movement went. */
export function movementView({ currency, ...row }: MovementRow) {
  const money = (amount: string | null) =>
    amount === null || !canSeeCosts() ? null : { amount: amount.replace('-', ''), currency };
  return { ...movementColumns.view(row), unitCost: money(row.unitCost), totalCost: money(row.totalCost) };
}

const movements = (db: Kysely<InventoryTables>) =>
  db
    .selectFrom('inventory_transactions as m')
    .innerJoin('inventory_parts as p', 'p.id', 'm.part_id')
    .select(movementColumns.select)
    .select('p.currency');

export const movementById = tenantQuery<InventoryTables, { id: string }>()((db, p) =>
  movements(db).where('m.id', '=', p('id')),
);

export const movementList = tenantList<InventoryTables>()({
  name: 'stock movements',
  rows: movements,
  id: 'm.id',
  filters: {
    partId: equals('m.part_id'),
    locationId: equals('m.location_id'),
    workOrderId: equals('m.task_id'),
    purchaseOrderId: equals('m.purchase_order_id'),
    type: equals('m.transaction_type'),
    createdAfter: atOrAfter('m.created_at'),
    createdBefore: before('m.created_at'),
  },
  sorts: { createdAt: { column: 'm.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: movementView,
});
