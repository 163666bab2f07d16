import { sql, type QueryCreator, type RawBuilder, type SqlBool } from 'kysely';
import type { Params } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import { columnsOf, digitsOf, timeAfterLast, type WithBooked } from '../../stock/application/booked-rows.js';
import { MAX_STOCK, MAX_STOCK_VALUE } from '../../stock/domain/stock-limits.js';

/** Goods of an order that come in, or go back; the arrays are of equal length. */
export interface DeliveryValues {
  readonly orderId: string;
  readonly locationId: string;
  readonly partIds: readonly string[];
  /** Null for all that is outstanding. */
  readonly quantities: readonly (number | null)[];
  readonly movementIds: readonly string[];
  readonly tolerancePercent: number;
  readonly workOrderId: null;
  readonly notes: string | null;
  readonly by: string | null;
  readonly at: Date;
  readonly wholeCurrencies: readonly string[];
}

type Given = Params<DeliveryValues>;

/** One direction of goods: how many move, at what cost, in which states of the order, and when a line allows it; in terms of `b`. */
interface Delivery {
  readonly type: 'purchase' | 'supplier_return';
  readonly moves: RawBuilder<number>;
  readonly statuses: RawBuilder<SqlBool>;
  readonly cost: RawBuilder<string>;
  readonly allowed: (p: Given) => RawBuilder<SqlBool>;
}

export const deliveries = {
  receipt: {
    type: 'purchase',
    moves: sql<number>`coalesce(g.quantity, l.quantity_ordered - l.quantity_received)`,
    statuses: sql<SqlBool>`o.status in ('ordered', 'partially_received')`,
    cost: sql<string>`b.delta * b.price`,
    allowed: (p) => sql<SqlBool>`b.is_active and b.location_is_active
      and b.received + b.delta <= floor(b.ordered * (100 + ${p('tolerancePercent')}::int) / 100.0)`,
  },
  return: {
    type: 'supplier_return',
    moves: sql<number>`-g.quantity`,
    statuses: sql<SqlBool>`o.status in ('partially_received', 'received', 'canceled')`,
    // what they were bought for, but never more than lies there, and all of it with the last ones
    cost: sql<string>`case when b.quantity + b.delta = 0 then -b.value else -least(b.value, -b.delta * b.price) end`,
    allowed: () => sql<SqlBool>`b.received + b.delta >= 0 and b.quantity - b.reserved + b.delta >= 0`,
  },
} as const satisfies Record<string, Delivery>;

/** The movements of a delivery: `wanted` has one for each line that something is wanted of, `booked` those that are allowed. */
export function bookedDelivery(db: QueryCreator<InventoryTables>, p: Given, delivery: Delivery): WithBooked {
  return db
    .with('given', (cte) =>
      cte
        .selectFrom(
          sql<{
            part_id: string;
            id: string;
            quantity: number | null;
          }>`unnest(${p('partIds')}::uuid[], ${p('movementIds')}::uuid[],
            ${p('quantities')}::int[])`.as(sql<'g'>`g (part_id, id, quantity)`),
        )
        .selectAll(),
    )
    .with('wanted', (cte) => wantedOf(cte, p, delivery))
    .with('priced', (cte) =>
      cte
        .selectFrom('wanted as b')
        .selectAll()
        .select(sql<string>`round(${delivery.cost}, b.digits)`.as('cost'))
        .where(delivery.allowed(p))
        .where(withinLimits),
    )
    .with('booked', (cte) =>
      cte.selectFrom('priced as b').select(
        columnsOf({
          id: sql`b.id`,
          type: delivery.type,
          quantity: sql<number>`b.delta`,
          cost: sql<string>`b.cost`,
          purchaseOrderId: sql`${p('orderId')}::uuid`,
          purchaseOrderLineId: sql`b.line_id`,
        }),
      ),
    );
}

type WithGiven = QueryCreator<InventoryTables & { given: { part_id: string; id: string; quantity: number | null } }>;

function wantedOf(db: WithGiven, p: Given, { moves, statuses }: Delivery) {
  return db
    .selectFrom('given as g')
    .innerJoin('purchase_order_lines as l', 'l.part_id', 'g.part_id')
    .innerJoin('purchase_orders as o', 'o.id', 'l.purchase_order_id')
    .innerJoin('inventory_parts as p', 'p.id', 'l.part_id')
    .innerJoin('stock_locations as sl', (join) => join.on('sl.id', '=', sql<string>`${p('locationId')}::uuid`))
    .leftJoin('inventory_stock as s', (join) =>
      join.onRef('s.part_id', '=', 'p.id').onRef('s.location_id', '=', 'sl.id'),
    )
    .where('o.id', '=', p('orderId'))
    .where(statuses)
    .where(sql<boolean>`${moves} <> 0`)
    .select([
      'g.id',
      'l.id as line_id',
      'p.id as part_id',
      'p.currency',
      'p.is_active',
      'p.quantity_in_stock',
      'p.stock_value',
    ])
    .select(['sl.id as location_id', 'sl.is_active as location_is_active', moves.as('delta')])
    .select(['l.quantity_ordered as ordered', 'l.quantity_received as received'])
    .select([sql<number>`coalesce(s.quantity, 0)`.as('quantity'), sql<string>`coalesce(s.value, 0)`.as('value')])
    .select(sql<number>`coalesce(s.reserved, 0)`.as('reserved'))
    .select([
      sql<string>`coalesce(l.unit_price, 0)`.as('price'),
      digitsOf(p).as('digits'),
      timeAfterLast(db, p).as('at'),
    ]);
}

const withinLimits = sql<SqlBool>`b.quantity_in_stock + b.delta <= ${sql.lit(MAX_STOCK)}
  and b.stock_value + ${sql`b.delta * b.price`} <= ${sql.lit(MAX_STOCK_VALUE)}::numeric`;
