import { sql, type Kysely } from 'kysely';
import { entityColumns, tenantList, tenantQuery, type EntityView } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import type { CustomFieldTarget } from '../domain/custom-field-target.js';
import { CustomFieldSchema } from '../domain/custom-field.entity.js';

const columns = entityColumns(CustomFieldSchema, 'f');

export type CustomFieldView = EntityView<typeof CustomFieldSchema>;
export const customFieldView = columns.view<CustomFieldView>;

const fields = (db: Kysely<AssetTables>) => db.selectFrom('custom_fields as f').select(columns.select);

export const customFieldById = tenantQuery<AssetTables, { id: string }>()((db, p) =>
  fields(db).where('f.id', '=', p('id')),
);

export const customFieldList = tenantList<AssetTables>()({
  name: 'custom fields',
  rows: fields,
  id: 'f.id',
  updatedAt: 'f.updated_at',
  filters: {
    archived: (value) => sql`(f.archived_at is not null) = ${value}`,
    appliesTo: (target) => sql`${target}::text = any(f.applies_to)`,
  },
  sorts: {
    order: { column: 'f.position', type: 'integer' },
    label: { column: 'f.label', type: 'name' },
  },
  defaultSort: 'order',
  view: customFieldView,
});

/** All fields for machines or for work orders, archived ones included, as values are judged by them. */
export const knownFields = tenantQuery<AssetTables, { target: CustomFieldTarget }>()((db, p) =>
  db
    .selectFrom('custom_fields as f')
    .select(['f.key', 'f.label', 'f.field_type as type', 'f.options', 'f.is_required as required'])
    .select(sql<boolean>`f.archived_at is not null`.as('isArchived'))
    .where(sql<boolean>`${p('target')}::text = any(f.applies_to)`)
    .orderBy('f.position')
    .orderBy('f.id'),
);

export const machinesWithValue = tenantQuery<AssetTables, { key: string }>()((db, p) =>
  db
    .selectFrom('equipment as e')
    .select((eb) => eb.fn.countAll().as('count'))
    .where(sql<boolean>`e.custom_fields ? ${p('key')}`),
);

/** @param values objects with one value each */
export const machinesWithAnyOf = tenantQuery<AssetTables, { values: readonly string[] }>()((db, p) =>
  db
    .selectFrom('equipment as e')
    .select((eb) => eb.fn.countAll().as('count'))
    .where(sql<boolean>`e.custom_fields @> any(${p('values')}::jsonb[])`),
);
