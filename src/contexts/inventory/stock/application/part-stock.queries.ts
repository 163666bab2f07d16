import { sql, type Kysely } from 'kysely';
import { equals, tenantList, tenantQuery } from '#libs/database';
import { Money } from '#libs/kernel';
import { canSeeCosts } from '#libs/request-context';
import type { InventoryTables } from '../../inventory.tables.js';

interface Amounts {
  readonly quantity: number;
  readonly stockValue: string;
  readonly currency: string;
}

function withValue<Row extends Amounts>({ currency, stockValue, ...row }: Row) {
  return { ...row, stockValue: canSeeCosts() ? { amount: stockValue, currency } : null };
}

const there = (db: Kysely<InventoryTables>) =>
  db
    .selectFrom('inventory_stock as s')
    .innerJoin('inventory_parts as p', 'p.id', 's.part_id')
    .where(sql<boolean>`(s.quantity > 0 or s.reorder_level is not null)`)
    .select(['p.id as partId', 'p.part_number as partNumber', 'p.name', 's.quantity', 's.reserved'])
    .select([sql<number>`s.quantity - s.reserved`.as('available'), 's.reorder_level as reorderLevel'])
    .select(['s.value as stockValue', 'p.currency', 'p.unit_of_measure as unitOfMeasure']);

export const stockAtLocationList = tenantList<InventoryTables>()({
  name: 'stock at a location',
  rows: there,
  id: 'p.id',
  filters: {
    locationId: equals('s.location_id'),
    lowStock: (isLow) => sql`coalesce(p.is_active and s.quantity <= s.reorder_level, false) = ${isLow}`,
  },
  sorts: {
    name: { column: 'p.name', type: 'name' },
    partNumber: { column: 'p.part_number', type: 'name' },
  },
  defaultSort: 'name',
  view: withValue,
});

export type StockAtLocationView = (typeof stockAtLocationList)['row'];

interface LedgerRow extends Amounts {
  readonly locationId: string | null;
  readonly name: string | null;
  readonly reserved: number;
  readonly reorderLevel: number | null;
}

/** The sums of the ledger for each location; one row without a location when there were no movements, none when there is no such part. */
export const stockFromLedger = tenantQuery<InventoryTables, { partId: string; at: string }>()((db, p) =>
  db
    .selectFrom('inventory_parts as p')
    .leftJoin(
      db
        .selectFrom('inventory_transactions as t')
        .where('t.part_id', '=', p('partId'))
        // answers cut times to milliseconds: a movement belongs to the time that it shows
        .where('t.created_at', '<', sql<string>`${p('at')}::timestamptz + interval '1 millisecond'`)
        .groupBy('t.location_id')
        .select(['t.location_id', sql<number>`sum(t.quantity)::int`.as('quantity')])
        .select(sql<string>`coalesce(sum(t.total_cost), 0)`.as('value'))
        .unionAll(
          // where some should lie and never did
          db
            .selectFrom('inventory_stock as e')
            .where('e.part_id', '=', p('partId'))
            .where('e.reorder_level', 'is not', null)
            .where((eb) =>
              eb.not(
                eb.exists(
                  eb
                    .selectFrom('inventory_transactions as m')
                    .select('m.id')
                    .whereRef('m.part_id', '=', 'e.part_id')
                    .whereRef('m.location_id', '=', 'e.location_id'),
                ),
              ),
            )
            .select(['e.location_id', sql<number>`0`.as('quantity'), sql<string>`0::numeric`.as('value')]),
        )
        .as('t'),
      (join) => join.onTrue(),
    )
    .leftJoin('stock_locations as l', 'l.id', 't.location_id')
    .leftJoin('inventory_stock as s', (join) =>
      join.onRef('s.part_id', '=', 'p.id').onRef('s.location_id', '=', 'l.id'),
    )
    .where('p.id', '=', p('partId'))
    .orderBy('l.name')
    .orderBy('l.id')
    .select(['l.id as locationId', 'l.name', 'p.currency'])
    .select([sql<number>`coalesce(t.quantity, 0)`.as('quantity'), sql<string>`coalesce(t.value, 0)`.as('stockValue')])
    .select([sql<number>`coalesce(s.reserved, 0)`.as('reserved'), 's.reorder_level as reorderLevel']),
);

/** Locations where nothing is left are left out, but for those with a level as of now. */
export function partStockView(partId: string, at: string | null, rows: readonly LedgerRow[]) {
  const { currency } = rows[0]!;
  const zero = Money.zero(currency);
  const total = rows.reduce((sum, row) => sum.plus(Money.of(row.stockValue, currency)), zero);
  const quantity = rows.reduce((sum, row) => sum + row.quantity, 0);
  const locations = rows
    .filter((row) => row.locationId !== null && (row.quantity !== 0 || (at === null && row.reorderLevel !== null)))
    .map((row) => withValue({ ...(row as ThereRow), ...asOfNow(row, at) }));
  return { partId, at, ...withValue({ quantity, stockValue: total.amount, currency }), locations };
}

type ThereRow = LedgerRow & { readonly locationId: string; readonly name: string };

/** What was set aside at an earlier time, and with which level, nobody keeps. */
function asOfNow({ quantity, reserved, reorderLevel }: LedgerRow, at: string | null) {
  if (at !== null) return { reserved: null, available: null, reorderLevel: null };
  return { reserved, available: quantity - reserved, reorderLevel };
}

export type PartStockView = ReturnType<typeof partStockView>;
