import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import { digitsOf } from '../../stock/application/booked-rows.js';
import { adjustmentCost } from '../../stock/application/booking-rules.js';

interface About {
  readonly stockCountId: string;
  readonly wholeCurrencies: readonly string[];
}

/** Locks the parts of a sheet that differ; by id, so that no two wait for each other. */
export const lockDifferingParts = tenantQuery<InventoryTables, { stockCountId: string }>()((db, p) =>
  db
    .selectFrom('inventory_parts as p')
    .select('p.id')
    .where('p.id', 'in', (eb) =>
      eb
        .selectFrom('stock_count_lines as l')
        .select('l.part_id')
        .where('l.stock_count_id', '=', p('stockCountId'))
        .where(sql<boolean>`l.counted_quantity <> l.expected_quantity + l.moved_quantity`),
    )
    .orderBy('p.id')
    .forNoKeyUpdate(),
);

/** A difference to be booked. */
export interface CountDifference {
  readonly lineId: string;
  readonly partId: string;
  readonly partNumber: string;
  /** Signed, like the cost. */
  readonly quantity: number;
  readonly cost: string;
  /** What the location has afterwards. */
  readonly left: number;
  /** What all of the part cost afterwards. */
  readonly valueAfter: string;
  /** Somebody else has corrected the stock since it was counted. */
  readonly isCorrected: boolean;
}

/** The differences of a sheet, each as an adjustment of what is there now: what was moved since the count stays moved. */
export const countDifferences = tenantQuery<InventoryTables, About>()((db, p) =>
  db
    .with('b', (cte) =>
      cte
        .selectFrom('stock_count_lines as l')
        .innerJoin('stock_counts as c', 'c.id', 'l.stock_count_id')
        .innerJoin('inventory_parts as p', 'p.id', 'l.part_id')
        .leftJoin('inventory_stock as s', (join) =>
          join.onRef('s.part_id', '=', 'l.part_id').onRef('s.location_id', '=', 'c.location_id'),
        )
        .where('l.stock_count_id', '=', p('stockCountId'))
        .where(sql<boolean>`l.counted_quantity <> l.expected_quantity + l.moved_quantity`)
        .select(['l.id', 'l.part_id', 'l.counted_at', 'c.location_id', 'p.part_number', 'p.average_unit_cost'])
        .select(['p.unit_price', 'p.stock_value', digitsOf(p).as('digits')])
        .select([sql<number>`coalesce(s.quantity, 0)`.as('quantity'), sql<string>`coalesce(s.value, 0)`.as('value')])
        .select(sql<number>`l.counted_quantity - l.expected_quantity - l.moved_quantity`.as('delta')),
    )
    .selectFrom('b')
    .select(['b.id as lineId', 'b.part_id as partId', 'b.part_number as partNumber', 'b.delta as quantity'])
    .select(sql<string>`coalesce(round(${adjustmentCost(sql`b.delta`)}, b.digits), 0)::text`.as('cost'))
    .select(sql<number>`b.quantity + b.delta`.as('left'))
    .select(
      sql<string>`(b.stock_value + coalesce(round(${adjustmentCost(sql`b.delta`)}, b.digits), 0))::text`.as(
        'valueAfter',
      ),
    )
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('inventory_transactions as t')
            .select('t.id')
            .whereRef('t.part_id', '=', 'b.part_id')
            .whereRef('t.location_id', '=', 'b.location_id')
            .where('t.transaction_type', '=', 'adjustment')
            .whereRef('t.created_at', '>', 'b.counted_at'),
        )
        .as('isCorrected'),
    )
    .orderBy('b.part_id'),
);
