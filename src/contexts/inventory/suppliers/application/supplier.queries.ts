import type { Kysely } from 'kysely';
import { entityColumns, equals, matches, tenantList, tenantQuery, type EntityView } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import { SupplierSchema } from '../domain/supplier.entity.js';

const columns = entityColumns(SupplierSchema, 's');

export type SupplierView = EntityView<typeof SupplierSchema>;
export const supplierView = columns.view<SupplierView>;

const suppliers = (db: Kysely<InventoryTables>) => db.selectFrom('suppliers as s').select(columns.select);

export const supplierById = tenantQuery<InventoryTables, { id: string }>()((db, p) =>
  suppliers(db).where('s.id', '=', p('id')),
);

export const supplierList = tenantList<InventoryTables>()({
  name: 'suppliers',
  rows: suppliers,
  id: 's.id',
  updatedAt: 's.updated_at',
  filters: { active: equals('s.is_active'), q: matches('suppliers', 's') },
  sorts: {
    name: { column: 's.name', type: 'name' },
    createdAt: { column: 's.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  view: supplierView,
});
