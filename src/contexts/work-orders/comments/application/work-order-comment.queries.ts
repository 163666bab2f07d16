import { sql, type Kysely } from 'kysely';
import { entityColumns, equals, LimitableQuery, tenantList, tenantQuery, type EntityView } from '#libs/database';
import { fullName } from '../../orders/application/full-name.js';
import { concerns } from '../../orders/application/work-order-reach.js';
import { changeableUntil, WorkOrderCommentSchema } from '../domain/work-order-comment.entity.js';
import type { CommentTables } from './comment.tables.js';

const columns = entityColumns(WorkOrderCommentSchema, 'c');

type CommentRow = EntityView<typeof WorkOrderCommentSchema> & { readonly userName: string | null };
export type CommentView = ReturnType<typeof commentView>;

export function commentView(row: CommentRow) {
  const view = columns.view(row);
  return { ...view, changeableUntil: changeableUntil(new Date(view.createdAt)).toISOString() };
}

const comments = (db: Kysely<CommentTables>) =>
  db
    .selectFrom('task_comments as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select(columns.select)
    .select(fullName.as('userName'));

interface ById {
  id: string;
  workOrderId: string;
  /** Whether the caller sees internal ones. */
  withNotes: boolean;
  /** The user whom the work order must concern; null for callers who may see all. */
  user: string | null;
}

export const commentById = new LimitableQuery((isLimited) =>
  tenantQuery<CommentTables, ById>()((db, p) =>
    comments(db)
      .innerJoin('tasks as t', 't.id', 'c.task_id')
      .where('c.id', '=', p('id'))
      .where('t.id', '=', p('workOrderId'))
      .where(sql<boolean>`(${p('withNotes')} or not c.is_internal)`)
      .$if(isLimited, (rows) => rows.where(concerns(p('user')))),
  ),
);

export const commentList = tenantList<CommentTables>()({
  name: 'work order comments',
  rows: comments,
  id: 'c.id',
  updatedAt: 'c.updated_at',
  filters: { workOrderId: equals('c.task_id'), isInternal: equals('c.is_internal') },
  sorts: { createdAt: { column: 'c.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: commentView,
});

/** Which of them are active users. */
export const activeAmong = tenantQuery<CommentTables, { ids: readonly string[] }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select('u.id')
    .where(sql<boolean>`u.id = any(${p('ids')}::uuid[])`)
    .where('u.is_active', '=', true),
);
