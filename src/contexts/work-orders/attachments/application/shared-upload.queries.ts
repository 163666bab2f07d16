import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { AttachmentTables } from './attachment.tables.js';

/** How many requests and work orders show the file. */
export const usesOfUpload = tenantQuery<AttachmentTables, { uploadId: string }>()((db, p) =>
  db.selectNoFrom((eb) => {
    const uses = (['task_attachments', 'task_attachments_archive', 'service_request_attachments'] as const).map(
      (table) =>
        eb
          .selectFrom(table)
          .select(sql<number>`count(*)`.as('count'))
          .where('upload_id', '=', p('uploadId')),
    );
    return sql<number>`(${sql.join(uses, sql` + `)})`.as('count');
  }),
);
