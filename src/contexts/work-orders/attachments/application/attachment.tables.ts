import type { FilesReadContract } from '#contexts/files';
import type { EntityTable } from '#libs/database';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';
import type { WorkOrderAttachmentSchema } from '../domain/work-order-attachment.entity.js';

export interface AttachmentTables extends WorkOrderTables, FilesReadContract {
  task_attachments: EntityTable<typeof WorkOrderAttachmentSchema>;
  task_attachments_archive: { upload_id: string | null };
  service_request_attachments: { upload_id: string | null };
}
