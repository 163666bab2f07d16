import { entityColumns, equals, tenantList } from '#libs/database';
import { WorkOrderCommentSchema } from '../domain/work-order-comment.entity.js';
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

const comments = entityColumns(WorkOrderCommentSchema, 'c');

export const commentList = tenantList<WorkOrderTables>()({
  name: 'work order comments',
  rows: (db) =>
    db
      .selectFrom('task_comments as c')
      .innerJoin('users as u', 'u.id', 'c.user_id')
      .select(comments.select)
      .select(fullName.as('userName')),
  id: 'c.id',
  filters: { workOrderId: equals('c.task_id'), id: equals('c.id') },
  sorts: { createdAt: { column: 'c.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: comments.view,
});

export type HistoryEntryView = (typeof historyList)['row'];
export type CommentView = (typeof commentList)['row'];
