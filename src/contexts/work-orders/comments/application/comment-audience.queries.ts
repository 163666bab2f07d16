import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import { concerns } from '../../orders/application/work-order-reach.js';
import type { CommentTables } from './comment.tables.js';

/** A work order, and whom of these users it concerns. */
export const audienceOf = tenantQuery<CommentTables, { workOrderId: string; userIds: readonly string[] }>()((db, p) =>
  db
    .selectFrom('tasks as t')
    .select(['t.task_number as workOrderNumber', 't.title'])
    .select(
      sql<string[]>`array(select asked.id from unnest(${p('userIds')}::uuid[]) as asked (id)
        where ${concerns(sql.ref('asked.id'))})::text[]`.as('concernedIds'),
    )
    .where('t.id', '=', p('workOrderId')),
);

/** Whom a comment mentions; no row once it is deleted. */
export const mentionedIn = tenantQuery<CommentTables, { commentId: string }>()((db, p) =>
  db.selectFrom('task_comments as c').select('c.mentions as userIds').where('c.id', '=', p('commentId')),
);
