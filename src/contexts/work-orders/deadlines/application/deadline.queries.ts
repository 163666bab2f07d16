import { expressionBuilder, sql } from 'kysely';
import { tenantQuery, type EntityTable } from '#libs/database';
import { openWork } from '../../orders/application/open-work.js';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';
import { OVERDUE_DAYS, SOON_HOURS, type Threshold } from '../domain/deadline.js';
import type { DeadlineNoticeSchema } from '../domain/deadline-notice.entity.js';

export interface DeadlineTables extends WorkOrderTables {
  task_deadline_notices: EntityTable<typeof DeadlineNoticeSchema>;
}

// lists order by this expression, and an index on open work has it
export const dueAt = sql<string>`coalesce(t.due_date, 'infinity'::timestamptz)`;
export const soon = sql`make_interval(hours => ${sql.lit(SOON_HOURS)})`;
export const longest = sql`make_interval(days => ${sql.lit(OVERDUE_DAYS)})`;

const eb = expressionBuilder<DeadlineTables & { t: DeadlineTables['tasks'] }, 't'>();

export const untold = (threshold: Threshold) =>
  eb.not(
    eb.exists(
      eb
        .selectFrom('task_deadline_notices as told')
        .select('told.task_id')
        .whereRef('told.task_id', '=', 't.id')
        .where('told.threshold', '=', sql.lit(threshold))
        .whereRef('told.due_at', '=', 't.due_date'),
    ),
  );

/** When the next deadline is to be told, by what is not told yet: one row with `at`, null for never. */
export const nextDeadline = tenantQuery<DeadlineTables>()((db) => {
  const earliest = (threshold: Threshold) =>
    db
      .selectFrom('tasks as t')
      .select(dueAt.as('at'))
      .where(openWork)
      .where(sql<boolean>`${dueAt} > now() - ${longest}`)
      .where(sql<boolean>`${dueAt} < 'infinity'`)
      .where(untold(threshold))
      .orderBy(dueAt)
      .limit(1);
  return db.selectNoFrom(
    sql<string | null>`least(
      (${earliest('overdue')}), (${earliest('due_soon').where(sql<boolean>`${dueAt} > now()`)}) - ${soon})::text`.as(
      'at',
    ),
  );
});
