import type { AssetsReadContract } from '#contexts/assets';
import type { IdentityReadContract } from '#contexts/identity';
import type { EntityTable } from '#libs/database';
import type { WorkOrderHistorySchema } from '../domain/work-order-history-entry.entity.js';
import type { WorkOrderSchema } from '../domain/work-order.entity.js';

/** Columns as the reads of work orders get them: timestamps and decimals are text. */
export type WorkOrderTable = EntityTable<typeof WorkOrderSchema, 'estimated_hours' | 'actual_hours'> & {
  /** Orders priorities as people do; the database computes it. */
  priority_rank: number;
};

export interface WorkOrderTables extends IdentityReadContract, AssetsReadContract {
  tasks: WorkOrderTable;
  task_helpers: { task_id: string; user_id: string };
  task_history: EntityTable<typeof WorkOrderHistorySchema>;
  service_requests: {
    id: string;
    request_number: string;
    requested_by: string | null;
    contact_name: string | null;
    contact_email: string | null;
    contact_phone: string | null;
    facility_id: string | null;
    equipment_id: string | null;
  };
}
