// Past the unit of work: the row of a part at a location is written by bookings as well, and has no version.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';

interface Level {
  readonly partId: string;
  readonly locationId: string;
  readonly reorderLevel: number | null;
  readonly at: Date;
}

/** Changes no row where there is no such part. */
export const setReorderLevel = tenantQuery<InventoryTables, Level>()((db, p) =>
  db
    .insertInto('inventory_stock')
    .columns(['part_id', 'location_id', 'quantity', 'value', 'reorder_level', 'created_at', 'updated_at'])
    .expression((eb) =>
      eb
        .selectFrom('inventory_parts as p')
        .where('p.id', '=', p('partId'))
        .select([
          'p.id',
          sql<string>`${p('locationId')}::uuid`.as('location_id'),
          sql<number>`0`.as('quantity'),
          sql<string>`0`.as('value'),
          sql<number>`${p('reorderLevel')}::int`.as('reorder_level'),
          sql<string>`${p('at')}::timestamptz`.as('created_at'),
          sql<string>`${p('at')}::timestamptz`.as('updated_at'),
        ]),
    )
    .onConflict((conflict) =>
      conflict.columns(['part_id', 'location_id']).doUpdateSet((eb) => ({
        reorder_level: eb.ref('excluded.reorder_level'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    )
    .returning('part_id'),
);
