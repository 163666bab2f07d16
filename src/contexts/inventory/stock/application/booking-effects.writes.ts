// Past the unit of work: stock and value change by amounts, whatever was booked since they were read, and a movement is its own log.
import { sql } from 'kysely';
import type { Params } from '#libs/database';
import type { WithBooked } from './booked-rows.js';
import type { BookingValues } from './booking-rules.js';
import { newlyLow } from './newly-low.js';

type Values = Params<Pick<BookingValues, 'workOrderId' | 'notes' | 'by'>>;

/** Writes what is booked: stock of the locations, totals of the parts and ledger, and names the parts that have become low on stock. */
export function withEffects(db: WithBooked, p: Values) {
  return db
    .with('total', (cte) =>
      cte
        .selectFrom('booked')
        .groupBy('part_id')
        .select(['part_id', sql<number>`sum(quantity)::int`.as('quantity'), sql<string>`sum(cost)`.as('cost')])
        .select(sql<string>`max(at)`.as('at')),
    )
    .with('newly_low', (cte) => newlyLow(cte))
    .with('stock', (cte) =>
      cte
        .insertInto('inventory_stock')
        .columns(['part_id', 'location_id', 'quantity', 'value', 'created_at', 'updated_at'])
        .expression((eb) =>
          eb
            .selectFrom('booked')
            .select(['part_id', 'location_id', 'new_quantity', 'new_value', 'at', 'at as updated_at']),
        )
        .onConflict((conflict) =>
          conflict.columns(['part_id', 'location_id']).doUpdateSet((eb) => ({
            quantity: eb.ref('excluded.quantity'),
            value: eb.ref('excluded.value'),
            updated_at: eb.ref('excluded.updated_at'),
            low_stock_since: sql<string>`case when excluded.quantity > inventory_stock.reorder_level then null
              when exists (select from newly_low as n where n.part_id = excluded.part_id and n.location_id = excluded.location_id)
                then excluded.updated_at
              else inventory_stock.low_stock_since end`,
          })),
        ),
    )
    .with('part', (cte) =>
      cte
        .updateTable('inventory_parts as p')
        .from('total as t')
        .set({
          quantity_in_stock: sql`p.quantity_in_stock + t.quantity`,
          stock_value: sql`p.stock_value + t.cost`,
          // kept as it was when nothing is left
          average_unit_cost: sql`coalesce(round((p.stock_value + t.cost) / nullif(p.quantity_in_stock + t.quantity, 0), 4), p.average_unit_cost)`,
          low_stock_since: sql`case when p.quantity_in_stock + t.quantity > p.reorder_level then null
            when exists (select from newly_low as n where n.part_id = p.id and n.location_id is null) then t.at
            else p.low_stock_since end`,
          updated_at: sql`t.at`,
        })
        .whereRef('p.id', '=', 't.part_id')
        // a transfer changes no total
        .where(sql<boolean>`t.quantity <> 0`),
    )
    .with('movement', (cte) => entered(cte, p));
}

function entered(db: WithBooked, p: Values) {
  return db
    .insertInto('inventory_transactions')
    .columns([
      ...(['id', 'part_id', 'location_id', 'transaction_type', 'quantity', 'unit_price', 'total_cost'] as const),
      ...(['task_id', 'transfer_id', 'other_location_id', 'notes', 'performed_by', 'created_at'] as const),
      ...(['purchase_order_id', 'purchase_order_line_id'] as const),
    ])
    .expression((eb) =>
      eb
        .selectFrom('booked as b')
        .select(['b.id', 'b.part_id', 'b.location_id', 'b.type', 'b.quantity'])
        .select([sql<string>`round(b.cost / b.quantity, 2)`.as('unit_price'), 'b.cost'])
        .select([sql<string>`${p('workOrderId')}::uuid`.as('task_id'), 'b.transfer_id', 'b.other_location_id'])
        .select([sql<string>`${p('notes')}::text`.as('notes'), sql<string>`${p('by')}::uuid`.as('by'), 'b.at'])
        .select(['b.purchase_order_id', 'b.purchase_order_line_id']),
    )
    .returningAll();
}
