// Past the unit of work: each booking is one statement, which decides by what it finds with the part locked.
import { sql } from 'kysely';
import { tenantQuery, type Params, type PreparedQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import { bookedByRule, bookedTransfer, type WithBooked } from './booked-rows.js';
import { withEffects } from './booking-effects.writes.js';
import { bookingRules, type BookingValues, type TransferValues } from './booking-rules.js';
import { issuedFor } from './issued.queries.js';
import { toldOf, type NewlyLow } from './newly-low.js';
import { movementColumns, type MovementRow } from './stock-movement.queries.js';

export type BookedRow = MovementRow & { readonly ok: number; readonly newlyLow: readonly NewlyLow[] };
type Booking = PreparedQuery<BookingValues, BookedRow>;

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
) as unknown as PreparedQuery<TransferValues, BookedRow>;

/** All of it, or a division by zero where nothing is booked. */
function written(db: WithBooked, p: Params<BookingValues>) {
  return (
    withEffects(db, p)
      .selectFrom(
        sql<{
          ok: number;
        }>`(select 1 / case when ${p('mayBecomeLow')}::boolean or not exists (select from newly_low) then count(*) else 0 end
          as ok from movement)`.as('done'),
      )
      // not a condition of the whole query, which would let PostgreSQL leave out the division
      .leftJoin('movement as m', (join) => join.on('m.id', '=', p('movementId')))
      .leftJoin('booked as b', 'b.id', 'm.id')
      .select(['done.ok', 'b.currency', toldOf.as('newlyLow')])
      .select(movementColumns.select)
  );
}
