import type { Kysely } from 'kysely';
import { entityColumns, equals, tenantList, tenantQuery, type EntityView } from '#libs/database';
import { canSeeCosts } from '#libs/request-context';
import type { InventoryTables } from '../../inventory.tables.js';
import { PartSupplierSchema } from '../domain/part-supplier.entity.js';

const columns = entityColumns(PartSupplierSchema, 'ps');

type Row = EntityView<typeof PartSupplierSchema> & {
  readonly supplierName: string;
  readonly partNumber: string;
  readonly currency: string;
};
export type PartSupplierView = ReturnType<typeof partSupplierView>;

export function partSupplierView({ currency, ...row }: Row) {
  const amount = row.unitPrice;
  return { ...columns.view(row), unitPrice: amount === null || !canSeeCosts() ? null : { amount, currency } };
}

const entries = (db: Kysely<InventoryTables>) =>
  db
    .selectFrom('part_suppliers as ps')
    .innerJoin('suppliers as s', 's.id', 'ps.supplier_id')
    .innerJoin('inventory_parts as p', 'p.id', 'ps.part_id')
    .select(columns.select)
    .select(['s.name as supplierName', 'p.part_number as partNumber', 'p.currency']);

export const partSupplierById = tenantQuery<InventoryTables, { id: string }>()((db, p) =>
  entries(db).where('ps.id', '=', p('id')),
);

export const partSupplierList = tenantList<InventoryTables>()({
  name: 'part suppliers',
  rows: entries,
  id: 'ps.id',
  updatedAt: 'ps.updated_at',
  filters: { partId: equals('ps.part_id'), supplierId: equals('ps.supplier_id') },
  sorts: { createdAt: { column: 'ps.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: partSupplierView,
});

/** Changes of the suppliers of one part wait for one another here. */
export const lockPartForSuppliers = tenantQuery<InventoryTables, { partId: string }>()((db, p) =>
  db.selectFrom('inventory_parts as p').select('p.currency').where('p.id', '=', p('partId')).forNoKeyUpdate('p'),
);

/** After the lock. */
export const suppliersOfPart = tenantQuery<InventoryTables, { partId: string }>()((db, p) =>
  db.selectFrom('part_suppliers').select(['id', 'supplier_id as supplierId']).where('part_id', '=', p('partId')),
);
