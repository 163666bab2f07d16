import { sql, type Kysely } from 'kysely';
import { Money } from '#libs/kernel';
import { canSeeCosts } from '#libs/request-context';
import type { InventoryTables } from '../../inventory.tables.js';

export interface LineRow {
  readonly id: string;
  readonly lineNumber: number;
  readonly partId: string;
  readonly partNumber: string;
  readonly name: string;
  readonly supplierPartNumber: string | null;
  readonly quantity: number;
  readonly quantityReceived: number;
  readonly unitPrice: string | null;
  readonly notes: string | null;
}

/** Of the order `o` of the query around it. */
export const linesOfOrder = (db: Kysely<InventoryTables>) =>
  db
    .selectFrom('purchase_order_lines as l')
    .innerJoin('inventory_parts as p', 'p.id', 'l.part_id')
    .leftJoin('part_suppliers as ps', (join) =>
      join.onRef('ps.part_id', '=', 'l.part_id').on('ps.supplier_id', '=', sql<string>`o.supplier_id`),
    )
    .where('l.purchase_order_id', '=', sql<string>`o.id`)
    .select(['l.id', 'l.line_number as lineNumber', 'l.part_id as partId', 'p.part_number as partNumber', 'p.name'])
    .select(['ps.supplier_part_number as supplierPartNumber', 'l.quantity_ordered as quantity', 'l.notes'])
    .select(['l.quantity_received as quantityReceived', sql<string | null>`l.unit_price::text`.as('unitPrice')]);

export function lineView({ unitPrice, ...line }: LineRow, currency: string) {
  const price = unitPrice === null || !canSeeCosts() ? null : Money.of(unitPrice, currency);
  return { ...line, unitPrice: price && price.toJSON(), totalCost: price && price.times(line.quantity).toJSON() };
}

export type LineView = ReturnType<typeof lineView>;
