// Past the unit of work: what is set aside follows from what is planned, used and free, and is worked out by the database with the part locked.
import { expressionBuilder, sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';

interface Plan {
  readonly id: string;
  readonly partId: string;
  readonly locationId: string;
  readonly workOrderId: string;
  readonly quantity: number;
  readonly by: string | null;
  readonly at: Date;
}

/** Sets how many of a part a work order needs from a location. */
export const setPlanned = tenantQuery<InventoryTables, Plan>()((db, p) =>
  db
    .insertInto('planned_parts')
    .values({
      id: p('id'),
      part_id: p('partId'),
      location_id: p('locationId'),
      task_id: p('workOrderId'),
      task_is_live: true,
      quantity: p('quantity'),
      reserved: 0,
      planned_by: p('by'),
      created_at: sql<string>`${p('at')}::timestamptz`,
      updated_at: sql<string>`${p('at')}::timestamptz`,
    })
    .onConflict((conflict) =>
      conflict.columns(['task_id', 'part_id', 'location_id']).doUpdateSet((eb) => ({
        quantity: eb.ref('excluded.quantity'),
        planned_by: eb.ref('excluded.planned_by'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    ),
);

interface Unplanned {
  readonly workOrderId: string;
  readonly partId: string;
  /** Null for all of them. */
  readonly locationId: string | null;
  readonly at: Date;
}

/** Plans none of a part any more: `setAside` frees it, then `forgetUnplanned` takes the rows away. */
export const unplan = tenantQuery<InventoryTables, Unplanned>()((db, p) =>
  db
    .updateTable('planned_parts as w')
    .set({ quantity: 0, updated_at: sql<string>`${p('at')}::timestamptz` })
    .where('w.task_id', '=', p('workOrderId'))
    .where('w.part_id', '=', p('partId'))
    .where(sql<boolean>`w.location_id = coalesce(${p('locationId')}::uuid, w.location_id)`)
    .returning('w.id'),
);

export const forgetUnplanned = tenantQuery<InventoryTables, Pick<Unplanned, 'workOrderId' | 'partId'>>()((db, p) =>
  db
    .deleteFrom('planned_parts as w')
    .where('w.task_id', '=', p('workOrderId'))
    .where('w.part_id', '=', p('partId'))
    .where('w.quantity', '=', 0),
);

export interface SetAside {
  readonly workOrderId: string;
  /** Null for all parts of the work order. */
  readonly partId: string | null;
  /** For work that has ended nothing is set aside. */
  readonly isOpen: boolean;
  readonly at: Date;
}

const eb = expressionBuilder<InventoryTables & { w: InventoryTables['planned_parts'] }, 'w'>();

const used = eb
  .selectFrom('inventory_transactions as t')
  .select(sql<number>`coalesce(-sum(t.quantity), 0)`.as('used'))
  .whereRef('t.part_id', '=', 'w.part_id')
  .whereRef('t.task_id', '=', 'w.task_id')
  .whereRef('t.location_id', '=', 'w.location_id')
  .where(sql<boolean>`t.transaction_type in ('usage', 'return')`);

/** What is planned and not used: what came back is needed again, for all that anybody knows. */
const unused = sql<number>`greatest(w.quantity - greatest((${used}), 0), 0)`;
/** What lies there and is not set aside for others. */
const free = sql<number>`greatest(coalesce(s.quantity - s.reserved, 0) + w.reserved, 0)`;
const differs = sql<boolean>`f.was <> f.now`;

/**
 * Sets aside what a work order plans and has not used yet, as far as it is free, and frees the rest; whatever has happened since it was last
 * set aside. The parts are locked by a statement before it.
 */
export const setAside = tenantQuery<InventoryTables, SetAside>()((db, p) =>
  db
    .with('fit', (cte) =>
      cte
        .selectFrom('planned_parts as w')
        .leftJoin('inventory_stock as s', (join) =>
          join.onRef('s.part_id', '=', 'w.part_id').onRef('s.location_id', '=', 'w.location_id'),
        )
        .where('w.task_id', '=', p('workOrderId'))
        .where(sql<boolean>`w.part_id = coalesce(${p('partId')}::uuid, w.part_id)`)
        .select(['w.id', 'w.part_id', 'w.location_id', 'w.reserved as was'])
        .select(sql<number>`case when ${p('isOpen')}::boolean then least(${unused}, ${free}) else 0 end`.as('now')),
    )
    .with('planned', (cte) =>
      cte
        .updateTable('planned_parts as w')
        .from('fit as f')
        .set({ reserved: sql`f.now`, updated_at: sql<string>`${p('at')}::timestamptz` })
        .whereRef('w.id', '=', 'f.id')
        .where(differs),
    )
    .with('stock', (cte) =>
      cte
        .updateTable('inventory_stock as s')
        .from('fit as f')
        .set({ reserved: sql`s.reserved + f.now - f.was`, updated_at: sql<string>`${p('at')}::timestamptz` })
        .whereRef('s.part_id', '=', 'f.part_id')
        .whereRef('s.location_id', '=', 'f.location_id')
        .where(differs),
    )
    .updateTable('inventory_parts as p')
    .from((eb) =>
      eb
        .selectFrom('fit as f')
        .groupBy('f.part_id')
        .select(['f.part_id', sql<number>`sum(f.now - f.was)`.as('change')])
        .as('t'),
    )
    .set({
      quantity_reserved: sql`p.quantity_reserved + t.change`,
      updated_at: sql<string>`greatest(p.updated_at, ${p('at')}::timestamptz)`,
    })
    .whereRef('p.id', '=', 't.part_id')
    .where(sql<boolean>`t.change <> 0`),
);
