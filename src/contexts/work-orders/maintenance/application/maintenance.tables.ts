import type { AssetsReadContract } from '#contexts/assets';
import type { IdentityReadContract } from '#contexts/identity';
import type { EntityTable } from '#libs/database';
import type { WorkOrderTable } from '../../orders/application/work-order.tables.js';
import type { MaintenanceOccurrenceSchema } from '../domain/maintenance-occurrence.entity.js';
import type { MaintenanceScheduleSchema } from '../domain/maintenance-schedule.entity.js';

/** Columns as reads get them: timestamps and decimals are text. */
export interface MaintenanceTables extends IdentityReadContract, AssetsReadContract {
  maintenance_schedules: EntityTable<typeof MaintenanceScheduleSchema, 'estimated_hours'>;
  maintenance_occurrences: EntityTable<typeof MaintenanceOccurrenceSchema>;
  tasks: WorkOrderTable;
  tasks_archive: WorkOrderTable;
}
