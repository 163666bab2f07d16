import { expressionBuilder, sql, type Kysely } from 'kysely';
import { entityColumns, equals, isoUtc, tenantList, tenantQuery, type EntityView } from '#libs/database';
import { limitedTo } from '#libs/request-context';
import type { InventoryTables } from '../../inventory.tables.js';
import { StockCountSchema } from '../domain/stock-count.entity.js';

const columns = entityColumns(StockCountSchema, 'c');

export type StockCountView = EntityView<typeof StockCountSchema> & {
  readonly lines: number;
  readonly countedLines: number;
};
export const stockCountView = columns.view<StockCountView>;

const eb = expressionBuilder<InventoryTables & { c: InventoryTables['stock_counts'] }, 'c'>();

const linesOf = eb
  .selectFrom('stock_count_lines as n')
  .whereRef('n.stock_count_id', '=', 'c.id')
  .select(sql<number>`count(*)::int`.as('lines'));
const countedLinesOf = linesOf.where('n.counted_quantity', 'is not', null);

const counts = (db: Kysely<InventoryTables>) =>
  db
    .selectFrom('stock_counts as c')
    .select(columns.select)
    .select([sql<number>`(${linesOf})`.as('lines'), sql<number>`(${countedLinesOf})`.as('countedLines')]);

export const stockCountById = tenantQuery<InventoryTables, { id: string }>()((db, p) =>
  counts(db).where('c.id', '=', p('id')),
);

export const stockCountList = tenantList<InventoryTables>()({
  name: 'stock counts',
  rows: counts,
  id: 'c.id',
  updatedAt: 'c.updated_at',
  filters: { locationId: equals('c.location_id'), status: equals('c.status') },
  sorts: { createdAt: { column: 'c.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: stockCountView,
});

const difference = sql<number | null>`l.counted_quantity - l.expected_quantity - l.moved_quantity`;

const lines = (db: Kysely<InventoryTables>) =>
  db
    .selectFrom('stock_count_lines as l')
    .innerJoin('stock_counts as c', 'c.id', 'l.stock_count_id')
    .innerJoin('inventory_parts as p', 'p.id', 'l.part_id')
    .leftJoin('inventory_stock as s', (join) =>
      join.onRef('s.part_id', '=', 'l.part_id').onRef('s.location_id', '=', 'c.location_id'),
    )
    .select(['l.id', 'l.part_id as partId', 'p.part_number as partNumber', 'p.name', 'p.category'])
    .select(['p.unit_of_measure as unitOfMeasure', 'p.warehouse_location as warehouseLocation'])
    .select(['l.expected_quantity as expectedQuantity', 'l.counted_quantity as countedQuantity', 'l.notes'])
    .select([
      'l.counted_by as countedById',
      'l.counted_at as countedAt',
      'l.movement_id as movementId',
      'c.is_blind as isBlind',
    ])
    .select([
      // until it is counted, what has been moved by now
      sql<number>`coalesce(l.moved_quantity, coalesce(s.quantity, 0) - l.expected_quantity)`.as('movedQuantity'),
      difference.as('difference'),
    ]);

type LineRow = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number];

/** Whoever counts blind must not know what to find. */
export function mayKnowWhatToFind(): boolean {
  return limitedTo('stock_counts:book') === null;
}

const unknown: Pick<Known, 'expectedQuantity' | 'movedQuantity' | 'difference'> = {
  expectedQuantity: null,
  movedQuantity: null,
  difference: null,
};
interface Known {
  readonly expectedQuantity: number | null;
  readonly movedQuantity: number | null;
  readonly difference: number | null;
}

export function stockCountLineView({ isBlind, countedAt, ...line }: LineRow) {
  const known = !isBlind || mayKnowWhatToFind() ? {} : unknown;
  return { ...line, countedAt: countedAt === null ? null : isoUtc(countedAt), ...(known as Known) };
}

export type StockCountLineView = ReturnType<typeof stockCountLineView>;

export const stockCountLineList = tenantList<InventoryTables>()({
  name: 'lines of a stock count',
  rows: lines,
  id: 'l.id',
  filters: {
    stockCountId: equals('l.stock_count_id'),
    isBlind: equals('c.is_blind'),
    partId: equals('l.part_id'),
    isCounted: (isCounted) => sql`(l.counted_quantity is not null) = ${isCounted}`,
    differs: (differs) => sql`coalesce(${difference} <> 0, false) = ${differs}`,
  },
  sorts: {
    name: { column: 'p.name', type: 'name' },
    partNumber: { column: 'p.part_number', type: 'name' },
  },
  defaultSort: 'name',
  view: stockCountLineView,
});
