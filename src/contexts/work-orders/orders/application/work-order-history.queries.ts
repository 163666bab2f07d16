import { entityColumns, equals, tenantList } from '#libs/database';
import { limitedTo } from '#libs/request-context';
import { WorkOrderHistorySchema } from '../domain/work-order-history-entry.entity.js';
import { fullName } from './full-name.js';
import type { WorkOrderTables } from './work-order.tables.js';

/** What was noted about these is for those who may read visits: customers see that somebody arrived, and no excuse. */
const excused = new Set(
  ['arrived', 'departed', 'work_log_corrected'].concat('start_backdated', 'completion_backdated', 'start_forced'),
);

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
  view: (row) => {
    const isHidden = excused.has(row.action) && limitedTo('work_logs:read') !== null;
    return { ...lines.view(row), ...(isHidden && { notes: null }) };
  },
});

export type HistoryEntryView = (typeof historyList)['row'];
