import { equals, isoUtc, tenantList } from '#libs/database';
import { fullName } from './full-name.js';
import type { WorkOrderTables } from './work-order.tables.js';

export const historyList = tenantList<WorkOrderTables>()({
  name: 'work order history',
  rows: (db) =>
    db
      .selectFrom('task_history as h')
      .leftJoin('users as u', 'u.id', 'h.user_id')
      .select(['h.id', 'h.user_id', 'h.action', 'h.old_value', 'h.new_value', 'h.notes', 'h.created_at'])
      .select(fullName.as('user_name')),
  id: 'h.id',
  filters: { workOrderId: equals('h.task_id') },
  sorts: { createdAt: { column: 'h.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: (row) => ({
    id: row.id,
    action: row.action,
    oldValue: row.old_value,
    newValue: row.new_value,
    notes: row.notes,
    userId: row.user_id,
    userName: row.user_name,
    createdAt: isoUtc(row.created_at),
  }),
});

export const commentList = tenantList<WorkOrderTables>()({
  name: 'work order comments',
  rows: (db) =>
    db
      .selectFrom('task_comments as c')
      .innerJoin('users as u', 'u.id', 'c.user_id')
      .select(['c.id', 'c.user_id', 'c.comment', 'c.created_at', fullName.as('user_name')]),
  id: 'c.id',
  filters: { workOrderId: equals('c.task_id'), id: equals('c.id') },
  sorts: { createdAt: { column: 'c.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: (row) => ({
    id: row.id,
    comment: row.comment,
    userId: row.user_id,
    userName: row.user_name,
    createdAt: isoUtc(row.created_at),
  }),
});

export type HistoryEntryView = ReturnType<(typeof historyList)['spec']['view']>;
export type CommentView = ReturnType<(typeof commentList)['spec']['view']>;
