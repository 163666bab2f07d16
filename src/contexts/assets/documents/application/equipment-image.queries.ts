import type { Kysely } from 'kysely';
import { attachedFile, type FileFacts, type FilesReadContract } from '#contexts/files';
import { entityColumns, equals, LimitableQuery, tenantList, tenantQuery } from '#libs/database';
import type { EntityTable, EntityView } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { linkedFacility, type ById } from '../../places/application/facility-visibility.js';
import { EquipmentImageSchema } from '../domain/equipment-image.entity.js';

export interface ImageTables extends AssetTables, FilesReadContract {
  equipment_images: EntityTable<typeof EquipmentImageSchema>;
}

const columns = entityColumns(EquipmentImageSchema, 'i');

export type ImageRow = EntityView<typeof EquipmentImageSchema> & { readonly file: FileFacts | null };
export const imageRow = columns.view<ImageRow>;

const images = (db: Kysely<ImageTables>) =>
  db
    .selectFrom('equipment_images as i')
    .innerJoin('equipment as e', 'e.id', 'i.equipment_id')
    .leftJoin('uploads as u', 'u.id', 'i.upload_id')
    .select(columns.select)
    .select(attachedFile);

export const imageById = new LimitableQuery((isLimited) =>
  tenantQuery<ImageTables, ById>()((db, p) =>
    images(db)
      .where('i.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(linkedFacility('e.facility_id')(p('user')))),
  ),
);

export const imageList = tenantList<ImageTables>()({
  name: 'equipment images',
  rows: images,
  id: 'i.id',
  updatedAt: 'i.updated_at',
  filters: { linkedTo: linkedFacility('e.facility_id'), equipmentId: equals('i.equipment_id') },
  sorts: { createdAt: { column: 'i.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: imageRow,
});

export const imagesOfEquipment = tenantQuery<ImageTables, { id: string }>()((db, p) =>
  db
    .selectFrom('equipment_images as i')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('i.equipment_id', '=', p('id')),
);

/** Changes of which image is the primary one wait for one another here. */
export const lockMachine = tenantQuery<ImageTables, { id: string }>()((db, p) =>
  db.selectFrom('equipment as e').select('e.id').where('e.id', '=', p('id')).forNoKeyUpdate('e'),
);
