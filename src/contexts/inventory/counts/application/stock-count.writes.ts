// Past the unit of work: a sheet has thousands of lines, and what was moved is worked out by the database with the part locked.
import { sql } from 'kysely';
import { sameText, tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';

interface Sheet {
  readonly stockCountId: string;
  readonly locationId: string;
  readonly category: string | null;
  readonly at: Date;
}

/** A line for each part that lies at the location. */
export const addLines = tenantQuery<InventoryTables, Sheet>()((db, p) =>
  db
    .insertInto('stock_count_lines')
    .columns(['stock_count_id', 'part_id', 'expected_quantity', 'created_at', 'updated_at'])
    .expression((eb) =>
      eb
        .selectFrom('inventory_stock as s')
        .innerJoin('inventory_parts as p', 'p.id', 's.part_id')
        .where('s.location_id', '=', p('locationId'))
        .where('s.quantity', '>', 0)
        .where(sql<boolean>`(${p('category')}::text is null or ${sameText('p.category')(p('category'))})`)
        .select([sql<string>`${p('stockCountId')}::uuid`.as('stock_count_id'), 's.part_id', 's.quantity'])
        .select([
          sql<string>`${p('at')}::timestamptz`.as('created_at'),
          sql<string>`${p('at')}::timestamptz`.as('updated_at'),
        ]),
    ),
);

/** Holds the sheet, which shows how many lines are counted; changes no row when it is closed. */
export const touchOpenCount = tenantQuery<InventoryTables, { stockCountId: string; at: Date }>()((db, p) =>
  db
    .updateTable('stock_counts')
    .set({ updated_at: sql<string>`${p('at')}::timestamptz` })
    .where('id', '=', p('stockCountId'))
    .where('status', '=', 'open')
    .returning('id'),
);

export interface Counted {
  readonly stockCountId: string;
  readonly partId: string;
  readonly quantity: number;
  readonly notes: string | null;
  readonly by: string | null;
  readonly at: Date;
}

/**
 * What somebody counted, in place of what was counted before; also of a part that should not be there. Sheet and part are locked by
 * statements before it.
 */
export const recordCounted = tenantQuery<InventoryTables, Counted>()((db, p) =>
  db
    .insertInto('stock_count_lines')
    .columns([
      ...(['stock_count_id', 'part_id', 'expected_quantity', 'moved_quantity', 'counted_quantity'] as const),
      ...(['counted_by', 'counted_at', 'notes', 'created_at', 'updated_at'] as const),
    ])
    .expression((eb) =>
      eb
        .selectFrom('stock_counts as c')
        .leftJoin('inventory_stock as s', (join) =>
          join.on('s.part_id', '=', p('partId')).onRef('s.location_id', '=', 'c.location_id'),
        )
        .where('c.id', '=', p('stockCountId'))
        .select(['c.id', sql<string>`${p('partId')}::uuid`.as('part_id')])
        .select([sql<number>`coalesce(s.quantity, 0)`.as('expected'), sql<number>`0`.as('moved')])
        .select([sql<number>`${p('quantity')}::int`.as('counted'), sql<string>`${p('by')}::uuid`.as('by')])
        .select([sql<string>`${p('at')}::timestamptz`.as('at'), sql<string>`${p('notes')}::text`.as('notes')])
        .select([sql<string>`${p('at')}::timestamptz`.as('c_at'), sql<string>`${p('at')}::timestamptz`.as('u_at')]),
    )
    .onConflict((conflict) =>
      conflict.columns(['stock_count_id', 'part_id']).doUpdateSet((eb) => ({
        moved_quantity: sql<number>`excluded.expected_quantity - stock_count_lines.expected_quantity`,
        counted_quantity: eb.ref('excluded.counted_quantity'),
        counted_by: eb.ref('excluded.counted_by'),
        counted_at: eb.ref('excluded.counted_at'),
        notes: eb.ref('excluded.notes'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    ),
);

interface Adjusted {
  readonly lineIds: readonly string[];
  readonly movementIds: readonly string[];
  readonly at: Date;
}

/** Names the adjustment of each line. */
export const nameAdjustments = tenantQuery<InventoryTables, Adjusted>()((db, p) =>
  db
    .updateTable('stock_count_lines as l')
    .from(
      sql<{
        line_id: string;
        movement_id: string;
      }>`unnest(${p('lineIds')}::uuid[], ${p('movementIds')}::uuid[])`.as<'g'>(sql`g (line_id, movement_id)`),
    )
    .whereRef('l.id', '=', 'g.line_id')
    .set((eb) => ({ movement_id: eb.ref('g.movement_id'), updated_at: sql<string>`${p('at')}::timestamptz` })),
);
