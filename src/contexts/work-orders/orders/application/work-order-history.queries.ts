import { entityColumns, equals, tenantList } from '#libs/database';
import { WorkOrderHistorySchema } from '../domain/work-order-history-entry.entity.js';
import { fullName } from './full-name.js';
import type { WorkOrderTables } from './work-order.tables.js';

const lines = entityColumns(WorkOrderHistorySchema, 'h');

export const historyList = tenantList<WorkOrderTables>()({
  name: 'work order history',
  rows: (db) =>
    db
      .selectFrom('task_history as h')
      .leftJoin('users as u', 'u.id', 'h.user_id')
      .select(lines.select)
      .select(fullName.as('userName')),
  id: 'h.id',
  filters: { workOrderId: equals('h.task_id') },
  sorts: { createdAt: { column: 'h.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: lines.view,
});

export type HistoryEntryView = (typeof historyList)['row'];
