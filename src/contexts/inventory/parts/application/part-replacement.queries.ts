import { sql, type Kysely } from 'kysely';
import { equals, isoUtc, tenantList, tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';

const replacements = (db: Kysely<InventoryTables>) =>
  db
    .selectFrom('part_replacements as r')
    .innerJoin('inventory_parts as p', 'p.id', 'r.replacement_id')
    .select(['r.id', 'r.part_id as partId', 'r.replacement_id as replacementId', 'p.part_number as partNumber'])
    .select(['p.name', 'p.is_active as isActive', 'r.notes', 'r.created_at as createdAt'])
    .select(sql<number>`p.quantity_in_stock - p.quantity_reserved`.as('quantityAvailable'));

type Row = Awaited<ReturnType<ReturnType<typeof replacements>['execute']>>[number];

export function replacementView(row: Row) {
  return { ...row, createdAt: isoUtc(row.createdAt) };
}
export type ReplacementView = ReturnType<typeof replacementView>;

export const replacementById = tenantQuery<InventoryTables, { id: string }>()((db, p) =>
  replacements(db).where('r.id', '=', p('id')),
);

export const replacementList = tenantList<InventoryTables>()({
  name: 'replacements of a part',
  rows: replacements,
  id: 'r.id',
  filters: { partId: equals('r.part_id') },
  sorts: { createdAt: { column: 'r.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: replacementView,
});

/** One who names replacements waits for another, or two could close a circle. */
export const lockReplacements = tenantQuery<InventoryTables, { schema: string }>()((db, p) =>
  db.selectNoFrom(
    sql`pg_advisory_xact_lock(hashtextextended('part_replacements ' || ${p('schema')}::text, 0))`.as('locked'),
  ),
);

interface Pair {
  readonly partId: string;
  readonly replacementId: string;
}

/** Whether what replaces the replacement, by however many steps, is the part itself. */
export const leadsBack = tenantQuery<InventoryTables, Pair>()((db, p) =>
  db
    .withRecursive('chain(part_id)', (cte) =>
      cte
        .selectNoFrom(sql<string>`${p('replacementId')}::uuid`.as('part_id'))
        .union(
          cte
            .selectFrom('part_replacements as r')
            .innerJoin('chain as c', 'c.part_id', 'r.part_id')
            .select('r.replacement_id as part_id'),
        ),
    )
    .selectFrom('chain')
    .select('part_id')
    .where('part_id', '=', p('partId')),
);
