import type { EntityTable } from '#libs/database';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';
import type { WorkOrderLinkSchema } from '../domain/work-order-link.entity.js';

export interface LinkTables extends WorkOrderTables {
  task_links: EntityTable<typeof WorkOrderLinkSchema>;
}
