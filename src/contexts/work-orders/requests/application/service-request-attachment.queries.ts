import type { NotNull } from 'kysely';
import { attachedFile, type FileFacts } from '#contexts/files';
import { entityColumns, equals, tenantList, type EntityView } from '#libs/database';
import { removableUntil } from '../../attachments/domain/attachment-removal.js';
import { fullName } from '../../orders/application/full-name.js';
import { ServiceRequestAttachmentSchema } from '../domain/service-request-attachment.entity.js';
import type { ServiceRequestTables } from './service-request.tables.js';

const columns = entityColumns(ServiceRequestAttachmentSchema, 'a');

type Row = EntityView<typeof ServiceRequestAttachmentSchema> & {
  readonly file: FileFacts;
  readonly uploadedByName: string | null;
};

export type RequestAttachmentRow = ReturnType<typeof attachmentRow>;

function attachmentRow(row: Row) {
  const view = columns.view(row);
  return { ...view, removableUntil: removableUntil(new Date(view.createdAt)).toISOString() };
}

export const requestAttachmentList = tenantList<ServiceRequestTables>()({
  name: 'service request attachments',
  rows: (db) =>
    db
      .selectFrom('service_request_attachments as a')
      .innerJoin('uploads as u', 'u.id', 'a.upload_id')
      .select(columns.select)
      .select(attachedFile)
      .$narrowType<{ file: NotNull }>()
      .select((eb) =>
        eb
          .selectFrom('users as u')
          .select(fullName.as('name'))
          .whereRef('u.id', '=', 'a.uploaded_by')
          .as('uploadedByName'),
      ),
  id: 'a.id',
  filters: {
    id: equals('a.id'),
    serviceRequestId: equals('a.service_request_id'),
    isInternal: equals('a.is_internal'),
  },
  sorts: { createdAt: { column: 'a.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: attachmentRow,
});
