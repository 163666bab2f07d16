import { sql, type QueryCreator, type RawBuilder, type SqlBool } from 'kysely';
import type { Params } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import type { MovementType } from '../domain/movement-kinds.js';
import { MAX_STOCK, MAX_STOCK_VALUE } from '../domain/stock-limits.js';
import {
  leavesReserved,
  quantityOf,
  shareOf,
  type BookingRule,
  type BookingValues,
  type TransferValues,
} from './booking-rules.js';

/** A movement to be booked, with what the location has afterwards. No row when the booking is refused. */
interface Booked {
  id: string;
  part_id: string;
  location_id: string;
  type: MovementType;
  quantity: number;
  cost: string;
  new_quantity: number;
  new_value: string;
  transfer_id: string | null;
  other_location_id: string | null;
  purchase_order_id: string | null;
  purchase_order_line_id: string | null;
  at: string;
  currency: string;
}

/** What a part has more or less after all movements. */
interface Total {
  part_id: string;
  quantity: number;
  cost: string;
  at: string;
}

type Tables = QueryCreator<InventoryTables>;
export type WithBooked = QueryCreator<InventoryTables & { booked: Booked }>;
export type WithTotal = QueryCreator<InventoryTables & { booked: Booked; total: Total }>;

/** The movement of a booking at one location. */
export function bookedByRule(db: Tables, p: Params<BookingValues>, { type, cost, allowed }: BookingRule): WithBooked {
  const movement = { id: idOf(p, 'movementId'), type, quantity: sql<number>`b.delta`, cost: sql<string>`b.cost` };
  return db
    .with('before', (cte) => before(cte, p, idOf(p, 'locationId')))
    .with('priced', (cte) =>
      cte
        .selectFrom('before as b')
        .selectAll()
        .select([quantityOf(p).as('delta'), sql<string>`round(${cost(p)}, b.digits)`.as('cost')])
        .where(allowed(p)),
    )
    .with('booked', (cte) => cte.selectFrom('priced as b').select(columnsOf(movement)).where(withinLimits));
}

/** The two movements of a transfer: the value that leaves one location arrives at the other. */
export function bookedTransfer(db: Tables, p: Params<TransferValues>): WithBooked {
  const [from, to] = [idOf(p, 'locationId'), idOf(p, 'toLocationId')];
  const about = { type: 'transfer', transferId: idOf(p, 'transferId') } as const;
  const leaves = { quantity: quantityOf(p), cost: sql<string>`moved.cost`, otherLocationId: to };
  const arrives = { quantity: sql<number>`-${quantityOf(p)}`, cost: sql<string>`-moved.cost`, otherLocationId: from };
  return db
    .with('source', (cte) => before(cte, p, from))
    .with('target', (cte) => before(cte, p, to))
    .with('moved', (cte) =>
      cte
        .selectFrom('source as b')
        .innerJoin('target as t', 't.part_id', 'b.part_id')
        .select(sql<string>`round(${shareOf(quantityOf(p))}, b.digits)`.as('cost'))
        .where(sql<SqlBool>`${leavesReserved(quantityOf(p))} and t.location_is_active`),
    )
    .with('booked', (cte) => {
      const departure = columnsOf({ id: idOf(p, 'movementId'), ...about, ...leaves });
      const arrival = columnsOf({ id: idOf(p, 'arrivalId'), ...about, ...arrives });
      return cte
        .selectFrom(['source as b', 'moved'])
        .select(departure)
        .unionAll(cte.selectFrom(['target as b', 'moved']).select(arrival));
    });
}

/** Part, location and stock before the booking; no row when one of the first two does not exist. */
function before(db: Tables, p: Params<BookingValues>, locationId: RawBuilder<string>) {
  return db
    .selectFrom('inventory_parts as p')
    .innerJoin('stock_locations as l', (join) => join.on('l.id', '=', locationId))
    .leftJoin('inventory_stock as s', (join) =>
      join.onRef('s.part_id', '=', 'p.id').onRef('s.location_id', '=', 'l.id'),
    )
    .where('p.id', '=', p('partId'))
    .select(['p.id as part_id', 'p.currency', 'p.is_active', 'p.quantity_in_stock', 'p.stock_value'])
    .select(['p.average_unit_cost', 'p.unit_price', 'l.id as location_id', 'l.is_active as location_is_active'])
    .select([
      sql<number>`coalesce(s.quantity, 0)`.as('quantity'),
      sql<string>`coalesce(s.value, 0)`.as('value'),
      sql<number>`coalesce(s.reserved, 0)`.as('reserved'),
      sql<number>`coalesce(${ownReserved(db, p)}, 0)`.as('own_reserved'),
      digitsOf(p).as('digits'),
      timeAfterLast(db, p).as('at'),
    ]);
}

/** What of a part (inventory_parts as p) is set aside at a location (stock_locations as l) for the work order of the booking. */
export function ownReserved(db: Tables, p: Params<Pick<BookingValues, 'workOrderId'>>) {
  return db
    .selectFrom('planned_parts as w')
    .select('w.reserved')
    .where('w.task_id', '=', sql<string>`${p('workOrderId')}::uuid`)
    .where('w.part_id', '=', sql<string>`p.id`)
    .where('w.location_id', '=', sql<string>`l.id`);
}

/** How many decimals costs of a part (inventory_parts as p) have. */
export const digitsOf = (p: Params<Pick<BookingValues, 'wholeCurrencies'>>) =>
  sql<number>`case when p.currency = any(${p('wholeCurrencies')}::text[]) then 0 else 2 end`;

/** The times of a part's movements rise, whichever process books by whichever clock: the ledger up to any time is a stock that there was. */
export function timeAfterLast(db: Tables, p: Params<Pick<BookingValues, 'at'>>): RawBuilder<string> {
  const last = db
    .selectFrom('inventory_transactions as t')
    .select(sql`max(t.created_at) + interval '1 microsecond'`.as('next'))
    .where('t.part_id', '=', sql<string>`p.id`);
  return sql`greatest(${p('at')}::timestamptz, ${last})`;
}

interface Leg {
  readonly id: RawBuilder<string>;
  readonly type: MovementType;
  readonly quantity: RawBuilder<number>;
  readonly cost: RawBuilder<string>;
  readonly transferId?: RawBuilder<string | null>;
  readonly otherLocationId?: RawBuilder<string | null>;
  readonly purchaseOrderId?: RawBuilder<string | null>;
  readonly purchaseOrderLineId?: RawBuilder<string | null>;
}

const none = sql<string | null>`null::uuid`;

/** The columns of `Booked`, from the row `b` before it. */
export function columnsOf({ id, type, quantity, cost, ...references }: Leg) {
  const { transferId = none, otherLocationId = none, purchaseOrderId = none, purchaseOrderLineId = none } = references;
  return [
    id.as('id'),
    sql<string>`b.part_id`.as('part_id'),
    sql<string>`b.location_id`.as('location_id'),
    sql<MovementType>`${sql.lit(type)}::text`.as('type'),
    quantity.as('quantity'),
    cost.as('cost'),
    sql<number>`b.quantity + ${quantity}`.as('new_quantity'),
    sql<string>`b.value + ${cost}`.as('new_value'),
    transferId.as('transfer_id'),
    otherLocationId.as('other_location_id'),
    purchaseOrderId.as('purchase_order_id'),
    purchaseOrderLineId.as('purchase_order_line_id'),
    sql<string>`b.at`.as('at'),
    sql<string>`b.currency`.as('currency'),
  ] as const;
}

const withinLimits = sql<SqlBool>`b.quantity_in_stock + b.delta <= ${sql.lit(MAX_STOCK)}
  and b.stock_value + b.cost <= ${sql.lit(MAX_STOCK_VALUE)}::numeric`;

function idOf<P>(p: Params<P>, name: keyof P & string): RawBuilder<string> {
  return sql`${p(name)}::uuid`;
}
