import { entityColumns, equals, tenantList, tenantQuery, type EntityTable } from '#libs/database';
import { fullName } from '../../orders/application/full-name.js';
import { openWork } from '../../orders/application/open-work.js';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';
import { CrewMemberSchema } from '../domain/crew-member.entity.js';

interface HelperTables extends Omit<WorkOrderTables, 'task_helpers'> {
  task_helpers: EntityTable<typeof CrewMemberSchema>;
}

const columns = entityColumns(CrewMemberSchema, 'h');

export const helperList = tenantList<HelperTables>()({
  name: 'work order helpers',
  rows: (db) =>
    db
      .selectFrom('task_helpers as h')
      .innerJoin('users as u', 'u.id', 'h.user_id')
      .select(columns.select)
      .select(fullName.as('userName')),
  id: 'h.id',
  filters: { id: equals('h.id'), workOrderId: equals('h.task_id') },
  sorts: { createdAt: { column: 'h.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: columns.view,
});

export type HelperView = (typeof helperList)['row'];

/** The open work with which a user helps. */
export const openWorkHelped = tenantQuery<HelperTables, { userId: string }>()((db, p) =>
  db
    .selectFrom('task_helpers as h')
    .innerJoin('tasks as t', 't.id', 'h.task_id')
    .select('t.id')
    .where('h.user_id', '=', p('userId'))
    .where(openWork),
);
