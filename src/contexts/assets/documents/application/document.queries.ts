import { sql, type Kysely } from 'kysely';
import { attachedFile, type FileFacts, type FilesReadContract } from '#contexts/files';
import { entityColumns, equals, LimitableQuery, tenantList, tenantQuery } from '#libs/database';
import type { Condition, EntityTable, EntityView } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { linkedFacility, type ById } from '../../places/application/facility-visibility.js';
import { DocumentSchema } from '../domain/document.entity.js';

export interface DocumentTables extends AssetTables, FilesReadContract {
  equipment_documents: EntityTable<typeof DocumentSchema>;
}

const columns = entityColumns(DocumentSchema, 'd');

export type DocumentRow = EntityView<typeof DocumentSchema> & { readonly file: FileFacts | null };
export const documentRow = columns.view<DocumentRow>;

/** Of the facility itself, or where the machine stands. */
const ofLinkedFacility: Condition = (user) =>
  sql`(${linkedFacility('e.facility_id')(user)} or ${linkedFacility('d.facility_id')(user)})`;

const documents = (db: Kysely<DocumentTables>) =>
  db
    .selectFrom('equipment_documents as d')
    .leftJoin('equipment as e', 'e.id', 'd.equipment_id')
    .leftJoin('uploads as u', 'u.id', 'd.upload_id')
    .select(columns.select)
    .select(attachedFile);

export const documentById = new LimitableQuery((isLimited) =>
  tenantQuery<DocumentTables, ById>()((db, p) =>
    documents(db)
      .where('d.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(ofLinkedFacility(p('user')))),
  ),
);

export const documentList = tenantList<DocumentTables>()({
  name: 'documents',
  rows: documents,
  id: 'd.id',
  updatedAt: 'd.updated_at',
  filters: {
    linkedTo: ofLinkedFacility,
    equipmentId: equals('d.equipment_id'),
    facilityId: equals('d.facility_id'),
    expiresBefore: (day) => sql`d.expiry_date < ${day}`,
  },
  // documents that do not expire come last, as in the index on exactly this expression
  sorts: {
    createdAt: { column: 'd.created_at', type: 'timestamptz' },
    expiryDate: { column: 'd.expiry_date', type: 'date', nullsAs: 'infinity' },
  },
  defaultSort: 'createdAt',
  view: documentRow,
});

export const documentsOfEquipment = tenantQuery<DocumentTables, { id: string }>()((db, p) =>
  db
    .selectFrom('equipment_documents as d')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('d.equipment_id', '=', p('id')),
);

export const documentsOfFacility = tenantQuery<DocumentTables, { id: string }>()((db, p) =>
  db
    .selectFrom('equipment_documents as d')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('d.facility_id', '=', p('id')),
);
