// Past the unit of work: any number of deadlines are noted at once, and the key of a note has each of them told once.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import { openWork } from '../../orders/application/open-work.js';
import type { Threshold } from '../domain/deadline.js';
import { dueAt, longest, soon, untold, type DeadlineTables } from './deadline.queries.js';

interface Noting {
  readonly at: Date;
  readonly limit: number;
}

const facts = [
  't.id',
  't.task_number as workOrderNumber',
  't.title',
  't.task_type as type',
  't.priority',
  't.status',
  't.facility_id as facilityId',
  't.equipment_id as equipmentId',
  't.assigned_to as assigneeId',
  't.assigned_team_id as teamId',
  't.due_date as dueAt',
] as const;

/** Notes the deadlines that have come and were not told, and returns the work orders whose note is new. */
function noting(threshold: Threshold) {
  return tenantQuery<DeadlineTables, Noting>()((db, p) => {
    const at = sql<string>`${p('at')}::timestamptz`;
    const come =
      threshold === 'overdue'
        ? sql<boolean>`${dueAt} > ${at} - ${longest} and ${dueAt} <= ${at}`
        : sql<boolean>`${dueAt} > ${at} and ${dueAt} <= ${at} + ${soon}`;
    return db
      .with('noted', (cte) =>
        cte
          .insertInto('task_deadline_notices')
          .columns(['task_id', 'threshold', 'due_at', 'noticed_at'])
          .expression(
            (eb) =>
              eb
                .selectFrom('tasks as t')
                .select([
                  't.id',
                  sql<Threshold>`${sql.lit(threshold)}`.as('threshold'),
                  't.due_date',
                  at.as('noticed_at'),
                ])
                .where(openWork)
                .where(come)
                .where(untold(threshold))
                .orderBy(dueAt)
                .orderBy('t.id')
                .limit(p('limit')) as never,
          )
          .onConflict((conflict) => conflict.doNothing())
          .returning('task_id'),
      )
      .selectFrom('tasks as t')
      .innerJoin('noted', 'noted.task_id', 't.id')
      .select([...facts])
      .orderBy('t.id');
  });
}

export const noteDueSoon = noting('due_soon');
export const noteOverdue = noting('overdue');
