import { expressionBuilder, sql, type Kysely } from 'kysely';
import { anyOf, entityColumns, equals, tenantList, tenantQuery, type EntityView } from '#libs/database';
import { canSeeCosts } from '#libs/request-context';
import type { InventoryTables } from '../../inventory.tables.js';
import { PurchaseOrderSchema } from '../domain/purchase-order.entity.js';
import { lineView, linesOfOrder, type LineRow } from './purchase-order-line.queries.js';

const columns = entityColumns(PurchaseOrderSchema, 'o');

type Row = EntityView<typeof PurchaseOrderSchema>;
export type PurchaseOrderView = ReturnType<typeof purchaseOrderView>;
export type PurchaseOrderWithLines = ReturnType<typeof withLines>;

export function purchaseOrderView<R extends Row>(row: R) {
  const { totalCost: amount, currency } = row;
  return { ...columns.view(row), totalCost: canSeeCosts() ? { amount, currency } : null };
}

export function withLines({ lines, ...row }: Row & { readonly lines: readonly LineRow[] }) {
  return { ...purchaseOrderView(row), lines: lines.map((line) => lineView(line, row.currency)) };
}

const orders = (db: Kysely<InventoryTables>) => db.selectFrom('purchase_orders as o').select(columns.select);

/** The order with its lines, in one statement. */
export const purchaseOrderById = tenantQuery<InventoryTables, { id: string }>()((db, p) =>
  orders(db)
    .select(
      sql<
        readonly LineRow[]
      >`(select coalesce(json_agg(l order by l."lineNumber"), '[]') from (${linesOfOrder(db)}) as l)`.as('lines'),
    )
    .where('o.id', '=', p('id')),
);

const ordersWith = (part: unknown) =>
  expressionBuilder<InventoryTables>()
    .selectFrom('purchase_order_lines as l')
    .select('l.purchase_order_id')
    .where(sql<boolean>`l.part_id = ${part}`);

const isOnOrder = sql`o.status in ('ordered', 'partially_received')`;

export const purchaseOrderList = tenantList<InventoryTables>()({
  name: 'purchase orders',
  rows: orders,
  id: 'o.id',
  updatedAt: 'o.updated_at',
  filters: {
    supplierId: equals('o.supplier_id'),
    status: anyOf('o.status'),
    partId: (part) => sql`o.id = any(array(${ordersWith(part)}))`,
    /** With the day on which they are not late yet. */
    lateOn: (today) => sql`${isOnOrder} and o.expected_date < ${today}::date`,
    notLateOn: (today) => sql`not (${isOnOrder} and coalesce(o.expected_date < ${today}::date, false))`,
  },
  sorts: {
    createdAt: { column: 'o.created_at', type: 'timestamptz' },
    orderNumber: { column: 'o.order_number', type: 'name' },
  },
  defaultSort: '-createdAt',
  view: purchaseOrderView,
});
