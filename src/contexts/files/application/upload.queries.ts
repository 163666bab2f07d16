import { sql } from 'kysely';
import { entityColumns, tenantQuery, type EntityTable, type EntityView } from '#libs/database';
import { UploadSchema } from '../domain/upload.entity.js';

export interface FileTables {
  uploads: EntityTable<typeof UploadSchema>;
}

const columns = entityColumns(UploadSchema, 'u');

export type UploadRow = EntityView<typeof UploadSchema>;
export const uploadRow = columns.view<UploadRow>;

/** For whoever uploaded it. */
export const ownUpload = tenantQuery<FileTables, { id: string; user: string | null }>()((db, p) =>
  db
    .selectFrom('uploads as u')
    .select(columns.select)
    .where('u.id', '=', p('id'))
    .where('u.uploaded_by', '=', p('user'))
    .where('u.status', 'in', ['pending', 'ready', 'attached']),
);

/** A file that a link may hand out. */
export const servedFile = tenantQuery<FileTables, { id: string }>()((db, p) =>
  db
    .selectFrom('uploads as u')
    .select(['u.storage_key as storageKey', 'u.file_name as fileName', 'u.content_type as contentType'])
    .select(['u.size_bytes as sizeBytes', 'u.sha256', 'u.image_width as imageWidth'])
    .where('u.id', '=', p('id'))
    .where('u.status', 'in', ['ready', 'attached']),
);

/** When the first of those that are to be removed is due. */
export const firstRemoval = tenantQuery<FileTables>()((db) =>
  db
    .selectFrom('uploads as u')
    .select(sql<string | null>`min(u.expires_at)`.as('at'))
    .where('u.expires_at', 'is not', null),
);

export const dueUploads = tenantQuery<FileTables, { at: Date; most: number }>()((db, p) =>
  db
    .selectFrom('uploads as u')
    .select('u.id')
    .where(sql<boolean>`u.expires_at <= ${p('at')}::timestamptz`)
    .orderBy('u.expires_at')
    .limit(sql<number>`${p('most')}::int`),
);

/** Bytes as the plan counts them: of files that were taken in and are not removed. */
export const storedBytes = tenantQuery<FileTables>()((db) =>
  db
    .selectFrom('uploads as u')
    .select(sql<string>`coalesce(sum(u.size_bytes), 0)`.as('count'))
    .where('u.status', 'in', ['ready', 'attached']),
);
