import type { EntityTable } from '#libs/database';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';
import type { WorkLogSchema } from '../domain/work-log.entity.js';

type Decimals = 'arrival_latitude' | 'arrival_longitude' | 'departure_latitude' | 'departure_longitude';

/** Columns as the reads of visits get them: timestamps and decimals are text. */
export interface VisitTables extends WorkOrderTables {
  technician_work_logs: EntityTable<typeof WorkLogSchema, Decimals>;
}
