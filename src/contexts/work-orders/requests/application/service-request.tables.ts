import type { FilesReadContract } from '#contexts/files';
import type { EntityTable } from '#libs/database';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';
import type { ServiceRequestAttachmentSchema } from '../domain/service-request-attachment.entity.js';
import type { ServiceRequestHistorySchema } from '../domain/service-request-history-entry.entity.js';
import type { ServiceRequestMessageSchema } from '../domain/service-request-message.entity.js';
import type { ServiceRequestSchema } from '../domain/service-request.entity.js';

export interface ServiceRequestTables extends Omit<WorkOrderTables, 'service_requests'>, FilesReadContract {
  service_requests: EntityTable<typeof ServiceRequestSchema>;
  service_request_history: EntityTable<typeof ServiceRequestHistorySchema>;
  service_request_attachments: EntityTable<typeof ServiceRequestAttachmentSchema>;
  service_request_messages: EntityTable<typeof ServiceRequestMessageSchema>;
  counters: { name: string; value: string; updated_at: string };
}
