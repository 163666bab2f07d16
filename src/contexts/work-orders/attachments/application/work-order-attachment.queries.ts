import { expressionBuilder, sql, type NotNull } from 'kysely';
import { attachedFile, type FileFacts } from '#contexts/files';
import { anyOf, entityColumns, equals, tenantList, type Condition, type EntityView } from '#libs/database';
import { fullName } from '../../orders/application/full-name.js';
import { removableUntil } from '../domain/attachment-removal.js';
import { WorkOrderAttachmentSchema } from '../domain/work-order-attachment.entity.js';
import type { AttachmentTables } from './attachment.tables.js';

const columns = entityColumns(WorkOrderAttachmentSchema, 'a');

type Row = EntityView<typeof WorkOrderAttachmentSchema> & {
  readonly file: FileFacts;
  readonly uploadedByName: string | null;
};

export type AttachmentRow = ReturnType<typeof attachmentRow>;

function attachmentRow(row: Row) {
  const view = columns.view(row);
  return { ...view, removableUntil: removableUntil(new Date(view.createdAt)).toISOString() };
}

const eb = expressionBuilder<AttachmentTables & { a: AttachmentTables['task_attachments'] }, 'a'>();

/** Not internal, and not what came with the request of another customer. */
const forCustomer: Condition = (user) => {
  const own = eb
    .selectFrom('service_requests as q')
    .select('q.id')
    .whereRef('q.id', '=', 'a.service_request_id')
    .where('q.requested_by', '=', user as string);
  return sql`(not a.is_internal and (a.service_request_id is null or exists ${own}))`;
};

export const attachmentList = tenantList<AttachmentTables>()({
  name: 'work order attachments',
  rows: (db) =>
    db
      .selectFrom('task_attachments as a')
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
    workOrderId: equals('a.task_id'),
    kind: anyOf('a.kind'),
    customer: forCustomer,
  },
  sorts: { createdAt: { column: 'a.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: attachmentRow,
});
