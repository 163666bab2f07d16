import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import { digitsOf } from './booked-rows.js';

interface About {
  readonly workOrderId: string;
  readonly wholeCurrencies: readonly string[];
}

/** What has to come back to where, and what it costs. */
export interface DueReturn {
  readonly partId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly cost: string;
}

/**
 * All that a work order has used and not brought back, for the locations that it came from. What came back elsewhere is taken off those
 * that gave least. The last location of a part takes what is left of the cost.
 */
export const dueReturns = tenantQuery<InventoryTables, About>()((db, p) =>
  db
    .with('given', (cte) =>
      cte
        .selectFrom('inventory_transactions as t')
        .where('t.task_id', '=', p('workOrderId'))
        .where(sql<boolean>`t.transaction_type in ('usage', 'return')`)
        .groupBy(['t.part_id', 't.location_id'])
        .select(['t.part_id', 't.location_id', sql<number>`-sum(t.quantity)`.as('quantity')])
        .select(sql<string>`-sum(t.total_cost)`.as('cost')),
    )
    .with('used', (cte) =>
      cte
        .selectFrom('given as g')
        .groupBy('g.part_id')
        .having(sql<boolean>`sum(g.quantity) > 0`)
        .select(['g.part_id', sql<number>`sum(g.quantity)`.as('quantity'), sql<string>`sum(g.cost)`.as('cost')]),
    )
    .with('shared', (cte) =>
      cte
        .selectFrom('given as g')
        .innerJoin('used as u', 'u.part_id', 'g.part_id')
        .innerJoin('inventory_parts as p', 'p.id', 'g.part_id')
        .where('g.quantity', '>', 0)
        .select(['g.part_id', 'g.location_id', 'u.quantity as all', 'u.cost', digitsOf(p).as('digits')])
        .select(sql<number>`least(sum(g.quantity) over (${mostFirst}), u.quantity)`.as('upto'))
        .select(sql<number>`least(sum(g.quantity) over (${mostFirst}) - g.quantity, u.quantity)`.as('before')),
    )
    .selectFrom('shared as s')
    .whereRef('s.upto', '>', 's.before')
    .select(['s.part_id as partId', 's.location_id as locationId'])
    .select(sql<number>`(s.upto - s.before)::int`.as('quantity'))
    .select(
      sql<string>`(round(s.cost * s.upto / s.all, s.digits) - round(s.cost * s.before / s.all, s.digits))::text`.as(
        'cost',
      ),
    ),
);

const mostFirst = sql`partition by g.part_id order by g.quantity desc, g.location_id`;
