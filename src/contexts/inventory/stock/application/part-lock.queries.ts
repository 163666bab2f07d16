import { tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';

/**
 * Goes before each booking, in the same message: bookings of a part wait for one another here, so what the next statement reads of the
 * part and its stock is what it changes.
 */
export const lockPart = tenantQuery<InventoryTables, { partId: string }>()((db, p) =>
  db.selectFrom('inventory_parts').select('id').where('id', '=', p('partId')).forNoKeyUpdate(),
);

/** The same for all parts that a work order plans or has used; by id, so that no two wait for each other. */
export const lockPartsOf = tenantQuery<InventoryTables, { workOrderId: string }>()((db, p) =>
  db
    .selectFrom('inventory_parts as p')
    .select('p.id')
    .where('p.id', 'in', (eb) =>
      eb
        .selectFrom('inventory_transactions as t')
        .select('t.part_id')
        .where('t.task_id', '=', p('workOrderId'))
        .union(eb.selectFrom('planned_parts as w').select('w.part_id').where('w.task_id', '=', p('workOrderId'))),
    )
    .orderBy('p.id')
    .forNoKeyUpdate(),
);
