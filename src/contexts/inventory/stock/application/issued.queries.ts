import { sql, type QueryCreator } from 'kysely';
import type { Params } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';

interface Reference {
  readonly partId: string;
  readonly workOrderId: string | null;
}

/**
 * How many of a part were issued and not returned yet, and what they cost: for a work order, or for none.
 * @param isForWorkOrder two forms, since a comparison that also takes null could not use the index
 */
export function issuedFor(db: QueryCreator<InventoryTables>, p: Params<Reference>, isForWorkOrder: boolean) {
  const rows = db
    .selectFrom('inventory_transactions as t')
    .select([
      sql<number>`coalesce(-sum(t.quantity), 0)`.as('quantity'),
      sql<string>`coalesce(-sum(t.total_cost), 0)`.as('cost'),
    ])
    .where('t.part_id', '=', p('partId'))
    .where(sql<boolean>`t.transaction_type in ('usage', 'return')`);
  return isForWorkOrder ? rows.where('t.task_id', '=', p('workOrderId')) : rows.where('t.task_id', 'is', null);
}
