import { expressionBuilder, sql, type Kysely } from 'kysely';
import { equals, matches, sameText, tenantList, tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import { partColumns, partView } from './part.view.js';

const parts = (db: Kysely<InventoryTables>) => db.selectFrom('inventory_parts as p').select(partColumns.select);

const compact = (number: unknown) => sql`translate(lower(${number}), '-/._@# ', '')`;

/** Numbers are found with and without their separators. */
const soldUnder = (number: unknown) =>
  expressionBuilder<InventoryTables>()
    .selectFrom('part_suppliers as ps')
    .select('ps.part_id')
    .where(sql<boolean>`${compact(sql.ref('ps.supplier_part_number'))} = ${compact(sql`${number}::text`)}`);

export const partById = tenantQuery<InventoryTables, { id: string }>()((db, p) =>
  parts(db).where('p.id', '=', p('id')),
);

export const partList = tenantList<InventoryTables>()({
  name: 'parts',
  rows: parts,
  id: 'p.id',
  updatedAt: 'p.updated_at',
  filters: {
    category: sameText('p.category'),
    manufacturer: sameText('p.manufacturer'),
    supplierName: sameText('p.supplier_name'),
    supplierPartNumber: (number) => sql`p.id = any(array(${soldUnder(number)}))`,
    active: equals('p.is_active'),
    // a condition without a parameter, or the planner could not use the index of the parts that are low
    isLow: () => sql`(p.is_active and p.quantity_in_stock <= p.reorder_level)`,
    isNotLow: () => sql`not (p.is_active and p.quantity_in_stock <= p.reorder_level)`,
    q: matches('inventory_parts', 'p', 'english'),
  },
  sorts: {
    name: { column: 'p.name', type: 'name' },
    partNumber: { column: 'p.part_number', type: 'name' },
    quantityInStock: { column: 'p.quantity_in_stock', type: 'integer' },
    createdAt: { column: 'p.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  view: partView,
});
