import { atOrAfter, before, tenantList } from '#libs/database';
import { sql } from 'kysely';
import { dueSort, workOrderFilters, workOrderRows } from '../../orders/application/work-order.queries.js';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';

const { concerns, assigneeId, teamId, facilityId, openStatus, status } = workOrderFilters;

/** Work with the teams, which the calendar names. */
export const calendarList = tenantList<WorkOrderTables>()({
  name: 'calendar',
  rows: (db) => workOrderRows(db, ['team']),
  id: 't.id',
  filters: {
    ...{ concerns, assigneeId, teamId, facilityId, openStatus, status },
    scheduledAfter: atOrAfter('t.scheduled_date'),
    scheduledBefore: before('t.scheduled_date'),
    unscheduled: () => sql`t.scheduled_date is null`,
  },
  sorts: { dueAt: dueSort, scheduledAt: { column: 't.scheduled_date', type: 'timestamptz' } },
  defaultSort: 'scheduledAt',
  view: (row) => row,
});
