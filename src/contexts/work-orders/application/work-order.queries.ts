import { sql, type Kysely } from 'kysely';
import { anyOf, equals, matches, tenantList, tenantQuery, type Condition } from '#libs/database';
import { openStatuses } from '../domain/work-order-status.js';
import { concerns, visibleTo } from './work-order-reach.js';
import type { WorkOrderTables } from './work-order.tables.js';

const columns = [
  't.id',
  't.title',
  't.description',
  't.task_type',
  't.priority',
  't.status',
  't.status_reason',
  't.facility_id',
  't.equipment_id',
  't.assigned_to',
  't.assigned_team_id',
  't.scheduled_date',
  't.due_date',
  't.estimated_hours',
  't.started_at',
  't.completed_at',
  't.actual_hours',
  't.work_performed',
  't.parts_used',
  't.service_request_id',
  't.maintenance_schedule_id',
  't.created_by',
  't.version',
  't.created_at',
  't.updated_at',
  'e.name as equipment_name',
  'u.first_name as assignee_first_name',
  'u.last_name as assignee_last_name',
] as const;

const expandedColumns = [
  'e.equipment_number',
  'e.equipment_type',
  'e.status as equipment_status',
  'f.name as facility_name',
  'f.facility_code',
  'f.city as facility_city',
  'f.timezone as facility_timezone',
  'team.name as team_name',
] as const;

// Work without a due time comes last, as in the indexes on this very expression.
const due = sql`coalesce(t.due_date, 'infinity'::timestamptz)`;
const open = sql.join(openStatuses.map((status) => sql.lit(status)));
const overdue = sql<boolean>`(${due} < now() and t.status in (${open}))`;

/** Work orders with the names that people look for first. */
const workOrders = (db: Kysely<WorkOrderTables>) =>
  db
    .selectFrom('tasks as t')
    .leftJoin('equipment as e', 'e.id', 't.equipment_id')
    .leftJoin('users as u', 'u.id', 't.assigned_to')
    .select(columns)
    .select(overdue.as('is_overdue'));

const expandedWorkOrders = (db: Kysely<WorkOrderTables>) =>
  workOrders(db)
    .leftJoin('facilities as f', 'f.id', 't.facility_id')
    .leftJoin('teams as team', 'team.id', 't.assigned_team_id')
    .select(expandedColumns);

export const workOrderById = tenantQuery<WorkOrderTables, { id: string; user: string | null }>()((db, p) =>
  expandedWorkOrders(db)
    .where('t.id', '=', p('id'))
    .where(visibleTo(p('user'))),
);

export const visibleWorkOrder = tenantQuery<WorkOrderTables, { id: string; user: string | null }>()((db, p) =>
  db
    .selectFrom('tasks as t')
    .select('t.id')
    .where('t.id', '=', p('id'))
    .where(visibleTo(p('user'))),
);

const filters = {
  concerns,
  status: anyOf('t.status'),
  priority: anyOf('t.priority'),
  type: anyOf('t.task_type'),
  assigneeId: equals('t.assigned_to'),
  teamId: equals('t.assigned_team_id'),
  equipmentId: equals('t.equipment_id'),
  facilityId: equals('t.facility_id'),
  maintenanceScheduleId: equals('t.maintenance_schedule_id'),
  dueBefore: (time) => sql`${due} < ${time}`,
  dueAfter: (time) => sql`(${due} >= ${time} and t.due_date is not null)`,
  overdue: () => overdue,
  notOverdue: () => sql`not ${overdue}`,
  q: matches('tasks', 't'),
} satisfies Record<string, Condition>;

const listed = {
  id: 't.id',
  filters,
  sorts: {
    dueAt: { column: 't.due_date', type: 'timestamptz', nullsAs: 'infinity' },
    createdAt: { column: 't.created_at', type: 'timestamptz' },
    priority: { column: 't.priority_rank', type: 'integer' },
    status: { column: 't.status', type: 'text' },
  },
  defaultSort: '-createdAt',
} as const;

export const workOrderList = tenantList<WorkOrderTables>()({
  ...listed,
  name: 'work orders',
  rows: workOrders,
  view: (row) => row,
});

export const expandedWorkOrderList = tenantList<WorkOrderTables>()({
  ...listed,
  name: 'expanded work orders',
  rows: expandedWorkOrders,
  view: (row) => row,
});

/** Who is asked to do the work, found or not: always one row. */
export const assigneeById = tenantQuery<WorkOrderTables, { assigneeId: string | null; teamId: string | null }>()(
  (db, p) =>
    db
      .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('asked'))
      .leftJoin('users as u', (join) => join.on('u.id', '=', sql<string>`${p('assigneeId')}::uuid`))
      .leftJoin('teams as team', (join) => join.on('team.id', '=', sql<string>`${p('teamId')}::uuid`))
      .select(['u.id as user_id', 'u.first_name', 'u.last_name', 'u.role', 'u.is_active as user_is_active'])
      .select(['team.id as team_id', 'team.name as team_name', 'team.is_active as team_is_active']),
);
