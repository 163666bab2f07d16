import { sql, type RawBuilder } from 'kysely';
import type { DomainEvent } from '#libs/kernel';
import { partLowOnStock, type LowStock } from '../../events.js';
import type { WithTotal } from './booked-rows.js';

/** A part that has become low on stock, as the event tells it. */
export type NewlyLow = LowStock & { readonly partId: string };

/** The parts that fall to their level or below it, in total and at locations, for the first time since there was more. */
export function newlyLow(db: WithTotal) {
  const atLocations = db
    .selectFrom('booked as b')
    .innerJoin('inventory_stock as s', (join) =>
      join.onRef('s.part_id', '=', 'b.part_id').onRef('s.location_id', '=', 'b.location_id'),
    )
    .innerJoin('inventory_parts as p', 'p.id', 'b.part_id')
    .innerJoin('stock_locations as l', 'l.id', 'b.location_id')
    .where(falls(sql`s.quantity`, sql`b.quantity`, sql`s.reorder_level`, sql`s.low_stock_since`))
    .select(['p.id as part_id', 'p.part_number', 'p.name', sql<string | null>`l.id`.as('location_id')])
    .select([sql<string | null>`l.name`.as('location_name'), 'b.new_quantity as quantity'])
    .select(sql<number>`s.reorder_level`.as('reorder_level'));
  return db
    .selectFrom('total as t')
    .innerJoin('inventory_parts as p', 'p.id', 't.part_id')
    .where(falls(sql`p.quantity_in_stock`, sql`t.quantity`, sql`p.reorder_level`, sql`p.low_stock_since`))
    .select(['p.id as part_id', 'p.part_number', 'p.name', sql<string | null>`null::uuid`.as('location_id')])
    .select([
      sql<string | null>`null`.as('location_name'),
      sql<number>`p.quantity_in_stock + t.quantity`.as('quantity'),
    ])
    .select('p.reorder_level')
    .unionAll(atLocations);
}

/** Nobody is told again before there was more than the level, whichever level that was by then. */
function falls(
  quantity: RawBuilder<number>,
  change: RawBuilder<number>,
  level: RawBuilder<number>,
  since: RawBuilder<string>,
): RawBuilder<boolean> {
  return sql`p.is_active and ${change} < 0 and ${quantity} + ${change} <= ${level} and (${since} is null or ${quantity} > ${level})`;
}

/** For the events. */
export const toldOf = sql<
  readonly NewlyLow[]
>`(select coalesce(json_agg(json_build_object('partId', n.part_id, 'partNumber', n.part_number,
  'name', n.name, 'quantity', n.quantity, 'reorderLevel', n.reorder_level, 'locationId', n.location_id, 'locationName', n.location_name)), '[]')
  from newly_low as n)`;

export function lowStockEvents(parts: readonly NewlyLow[]): DomainEvent[] {
  return parts.map(({ partId, ...facts }) => partLowOnStock.create(partId, facts));
}
