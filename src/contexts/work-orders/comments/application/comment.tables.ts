import type { EntityTable } from '#libs/database';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';
import type { WorkOrderCommentSchema } from '../domain/work-order-comment.entity.js';

export interface CommentTables extends WorkOrderTables {
  task_comments: EntityTable<typeof WorkOrderCommentSchema>;
}
