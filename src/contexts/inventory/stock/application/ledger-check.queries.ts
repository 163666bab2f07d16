import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';

/** Stock and value as the ledger adds up and as they are kept; `location` is null for the total of a part. */
export interface LedgerDifference {
  readonly partNumber: string;
  readonly location: string | null;
  readonly ledgerQuantity: number;
  readonly keptQuantity: number;
  readonly ledgerValue: string;
  readonly keptValue: string;
}

/** The first difference by part number, a location before the total. */
export const firstDifference = tenantQuery<InventoryTables>()((db) =>
  db
    .with('ledger', (cte) =>
      cte
        .selectFrom('inventory_transactions')
        .groupBy(['part_id', 'location_id'])
        .select(['part_id', 'location_id', sql<number>`sum(quantity)`.as('quantity')])
        .select(sql<string>`coalesce(sum(total_cost), 0)`.as('value')),
    )
    .with('compared', (cte) =>
      cte
        .selectFrom('ledger as g')
        .fullJoin('inventory_stock as s', (join) =>
          join.onRef('s.part_id', '=', 'g.part_id').onRef('s.location_id', '=', 'g.location_id'),
        )
        .select([
          sql<string>`coalesce(g.part_id, s.part_id)`.as('part_id'),
          sql<string | null>`coalesce(g.location_id, s.location_id)`.as('location_id'),
          sql<number>`coalesce(g.quantity, 0)`.as('ledger_quantity'),
          sql<number>`coalesce(s.quantity, 0)`.as('kept_quantity'),
          sql<string>`coalesce(g.value, 0)`.as('ledger_value'),
          sql<string>`coalesce(s.value, 0)`.as('kept_value'),
        ])
        .unionAll(
          cte
            .selectFrom('inventory_parts as t')
            .leftJoin(
              cte
                .selectFrom('ledger')
                .groupBy('part_id')
                .select(['part_id', sql<number>`sum(quantity)`.as('quantity'), sql<string>`sum(value)`.as('value')])
                .as('g'),
              'g.part_id',
              't.id',
            )
            .select([
              't.id as part_id',
              sql<string | null>`null::uuid`.as('location_id'),
              sql<number>`coalesce(g.quantity, 0)`.as('ledger_quantity'),
              't.quantity_in_stock as kept_quantity',
              sql<string>`coalesce(g.value, 0)`.as('ledger_value'),
              't.stock_value as kept_value',
            ]),
        ),
    )
    .selectFrom('compared as c')
    .innerJoin('inventory_parts as p', 'p.id', 'c.part_id')
    .leftJoin('stock_locations as l', 'l.id', 'c.location_id')
    .where(sql<boolean>`c.ledger_quantity <> c.kept_quantity or c.ledger_value <> c.kept_value`)
    .orderBy('p.part_number')
    .orderBy(sql`l.name nulls last`)
    .limit(1)
    .select(['p.part_number as partNumber', 'l.name as location'])
    .select([
      sql<number>`c.ledger_quantity::float8`.as('ledgerQuantity'),
      'c.kept_quantity as keptQuantity',
      sql<string>`c.ledger_value::text`.as('ledgerValue'),
      sql<string>`c.kept_value::text`.as('keptValue'),
    ]),
);

export const ledgerSize = tenantQuery<InventoryTables>()((db) =>
  db.selectNoFrom((eb) => [
    eb
      .selectFrom('inventory_parts')
      .select(sql<number>`count(*)::float8`.as('n'))
      .as('parts'),
    eb
      .selectFrom('inventory_transactions')
      .select(sql<number>`count(*)::float8`.as('n'))
      .as('movements'),
  ]),
);
