// Past the unit of work: stock and value change by amounts, whatever was booked since they were read, and a movement is its own log.
import { sql } from 'kysely';
import { tenantQuery, type Params, type PreparedQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import { bookedByRule, bookedTransfer, type WithBooked } from './booked-rows.js';
import { bookingRules, type BookingValues, type TransferValues } from './booking-rules.js';
import { issuedFor } from './issued.queries.js';
import { movementColumns, type MovementRow } from './stock-movement.queries.js';

/**
 * Goes before each booking, in the same message: bookings of a part wait for one another here, so what the next statement reads of the
 * part and its stock is what it changes.
 */
export const lockPart = tenantQuery<InventoryTables, { partId: string }>()((db, p) =>
  db.selectFrom('inventory_parts').select('id').where('id', '=', p('partId')).forNoKeyUpdate(),
);

type Booking = PreparedQuery<BookingValues, MovementRow>;

function booking(rule: (typeof bookingRules)[Exclude<keyof typeof bookingRules, 'return'>]): Booking {
  return tenantQuery<InventoryTables, BookingValues>()((db, p) => written(bookedByRule(db, p, rule), p)) as never;
}

function returning(isForWorkOrder: boolean): Booking {
  return tenantQuery<InventoryTables, BookingValues>()((db, p) => {
    const issued = db.with('issued', (cte) => issuedFor(cte, p, isForWorkOrder));
    return written(bookedByRule(issued, p, bookingRules.return), p);
  }) as never;
}

export const bookings = {
  receipt: booking(bookingRules.receipt),
  issue: booking(bookingRules.issue),
  adjustment: booking(bookingRules.adjustment),
  return: returning(false),
  returnFromWorkOrder: returning(true),
} as const;

/** `quantity` is what leaves, and so negative. */
export const transfer = tenantQuery<InventoryTables, TransferValues>()((db, p) =>
  written(bookedTransfer(db, p), p as Params<BookingValues>),
) as PreparedQuery<TransferValues, MovementRow>;

/** Stock of the location, total of the part and ledger: all of them, or a division by zero where nothing is booked. */
function written(db: WithBooked, p: Params<BookingValues>) {
  return (
    db
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
            })),
          ),
      )
      .with('total', (cte) =>
        cte
          .selectFrom('booked')
          .groupBy('part_id')
          .select(['part_id', sql<number>`sum(quantity)::int`.as('quantity'), sql<string>`sum(cost)`.as('cost')])
          .select(sql<string>`max(at)`.as('at')),
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
            updated_at: sql`t.at`,
          })
          .whereRef('p.id', '=', 't.part_id')
          // a transfer changes no total
          .where(sql<boolean>`t.quantity <> 0`),
      )
      .with('movement', (cte) => entered(cte, p))
      .selectFrom(sql<{ ok: number }>`(select 1 / count(*) as ok from movement)`.as('done'))
      // not a condition of the whole query, which would let PostgreSQL leave out the division
      .leftJoin('movement as m', (join) => join.on('m.id', '=', p('movementId')))
      .leftJoin('booked as b', 'b.id', 'm.id')
      .select(['done.ok', 'b.currency'])
      .select(movementColumns.select)
  );
}

function entered(db: WithBooked, p: Params<BookingValues>) {
  return db
    .insertInto('inventory_transactions')
    .columns([
      ...(['id', 'part_id', 'location_id', 'transaction_type', 'quantity', 'unit_price', 'total_cost'] as const),
      ...(['task_id', 'transfer_id', 'other_location_id', 'notes', 'performed_by', 'created_at'] as const),
    ])
    .expression((eb) =>
      eb
        .selectFrom('booked as b')
        .select(['b.id', 'b.part_id', 'b.location_id', 'b.type', 'b.quantity'])
        .select([sql<string>`round(b.cost / b.quantity, 2)`.as('unit_price'), 'b.cost'])
        .select([sql<string>`${p('workOrderId')}::uuid`.as('task_id'), 'b.transfer_id', 'b.other_location_id'])
        .select([sql<string>`${p('notes')}::text`.as('notes'), sql<string>`${p('by')}::uuid`.as('by'), 'b.at']),
    )
    .returningAll();
}
