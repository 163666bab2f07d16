import type { Kysely } from 'kysely';
import { entityColumns, equals, tenantList, tenantQuery, type EntityView } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import { StockLocationSchema } from '../domain/stock-location.entity.js';

const columns = entityColumns(StockLocationSchema, 'l');

export type StockLocationView = EntityView<typeof StockLocationSchema>;
export const stockLocationView = columns.view<StockLocationView>;

const locations = (db: Kysely<InventoryTables>) => db.selectFrom('stock_locations as l').select(columns.select);

export const locationById = tenantQuery<InventoryTables, { id: string }>()((db, p) =>
  locations(db).where('l.id', '=', p('id')),
);

export const stockLocationList = tenantList<InventoryTables>()({
  name: 'stock locations',
  rows: locations,
  id: 'l.id',
  updatedAt: 'l.updated_at',
  filters: { type: equals('l.location_type'), active: equals('l.is_active') },
  sorts: {
    name: { column: 'l.name', type: 'name' },
    createdAt: { column: 'l.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  view: stockLocationView,
});
