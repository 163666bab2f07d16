// Past the unit of work: movements of many parts are one statement, with their stock, totals and ledger.
import { sql } from 'kysely';
import { tenantQuery, type PreparedQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import { columnsOf, timeAfterLast } from './booked-rows.js';
import { withEffects } from './booking-effects.writes.js';
import { toldOf, type NewlyLow } from './newly-low.js';

/** Movements of several parts, each with its cost; the arrays are of equal length. The parts are locked by a statement before it. */
export interface GivenMovements {
  readonly movementIds: readonly string[];
  readonly partIds: readonly string[];
  readonly locationIds: readonly string[];
  /** Signed, like the costs. */
  readonly quantities: readonly number[];
  readonly costs: readonly string[];
  readonly workOrderId: string | null;
  readonly notes: string | null;
  readonly by: string | null;
  readonly at: Date;
}

interface Given {
  readonly id: string;
  readonly part_id: string;
  readonly location_id: string;
  readonly quantity: number;
  readonly cost: string;
}

function givenMovements(type: 'return' | 'adjustment') {
  return tenantQuery<InventoryTables, GivenMovements>()((db, p) => {
    const booked = db
      .with('given', (cte) =>
        cte
          .selectFrom(
            sql<Given>`unnest(${p('movementIds')}::uuid[], ${p('partIds')}::uuid[], ${p('locationIds')}::uuid[],
              ${p('quantities')}::int[], ${p('costs')}::numeric[])`.as<'g'>(
              sql`g (id, part_id, location_id, quantity, cost)`,
            ),
          )
          .innerJoin('inventory_parts as p', 'p.id', 'g.part_id')
          .leftJoin('inventory_stock as s', (join) =>
            join.onRef('s.part_id', '=', 'p.id').onRef('s.location_id', '=', 'g.location_id'),
          )
          .select(['g.id', 'p.id as part_id', 'g.location_id', 'g.quantity as delta', 'g.cost', 'p.currency'])
          .select([sql<number>`coalesce(s.quantity, 0)`.as('quantity'), sql<string>`coalesce(s.value, 0)`.as('value')])
          .select(timeAfterLast(db, p).as('at')),
      )
      .with('booked', (cte) =>
        cte
          .selectFrom('given as b')
          .select(columnsOf({ id: sql`b.id`, type, quantity: sql`b.delta`, cost: sql`b.cost` })),
      );
    return withEffects(booked as never, p)
      .selectFrom(
        sql<{
          ok: number;
        }>`(select 1 / case when count(*) = cardinality(${p('movementIds')}::uuid[]) then 1 else 0 end as ok from movement)`.as(
          'done',
        ),
      )
      .select(['done.ok', toldOf.as('newlyLow')]);
  }) as unknown as PreparedQuery<GivenMovements, { readonly ok: number; readonly newlyLow: readonly NewlyLow[] }>;
}

export const bookReturns = givenMovements('return');
export const bookAdjustments = givenMovements('adjustment');
