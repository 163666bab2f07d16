import { tenantQuery } from '#libs/database';
import type { WorkOrderTables } from './work-order.tables.js';

/** Who has a work order, and who made it. */
export const peopleOf = tenantQuery<WorkOrderTables, { id: string }>()((db, p) =>
  db
    .selectFrom('tasks as t')
    .select(['t.assigned_to as assigneeId', 't.assigned_team_id as teamId', 't.created_by as createdById'])
    .where('t.id', '=', p('id')),
);

export type WorkOrderPeople = typeof peopleOf.row;
