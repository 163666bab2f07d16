import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import type { BookingFacts } from '../domain/booking-refusal.js';
import { ownReserved } from './booked-rows.js';
import { issuedFor } from './issued.queries.js';

interface About {
  readonly partId: string;
  readonly locationId: string;
  readonly workOrderId: string | null;
}

/** Why nothing was booked. No row when there is no such part. */
const facts = (isForWorkOrder: boolean) =>
  tenantQuery<InventoryTables, About>()((db, p) =>
    db
      .with('issued', (cte) => issuedFor(cte, p, isForWorkOrder))
      .selectFrom('inventory_parts as p')
      .leftJoin('stock_locations as l', (join) => join.on('l.id', '=', sql<string>`${p('locationId')}::uuid`))
      .leftJoin('inventory_stock as s', (join) =>
        join.onRef('s.part_id', '=', 'p.id').onRef('s.location_id', '=', 'l.id'),
      )
      .where('p.id', '=', p('partId'))
      .select(['p.currency', 'p.is_active as isActive', 'l.is_active as locationIsActive'])
      .select([
        sql<number>`coalesce(s.quantity, 0)`.as('quantity'),
        sql<number>`greatest(coalesce(s.reserved, 0) - coalesce(${ownReserved(db, p)}, 0), 0)`.as('reservedForOthers'),
        sql<number>`(select quantity::float8 from issued)`.as('returnable'),
        sql<BookingFacts['locations']>`coalesce((select json_agg(there) from (
          ${db
            .selectFrom('inventory_stock as e')
            .innerJoin('stock_locations as o', 'o.id', 'e.location_id')
            .select(['o.id as locationId', 'o.name', 'e.quantity'])
            .select(sql<number>`greatest(e.quantity - e.reserved, 0)`.as('available'))
            .where('e.part_id', '=', sql<string>`p.id`)
            .where('e.quantity', '>', 0)
            .orderBy('e.quantity', 'desc')
            .orderBy('o.id')
            .limit(20)}
        ) as there), '[]')`.as('locations'),
      ]),
  );

export const bookingFacts = { forNone: facts(false), forWorkOrder: facts(true) };
