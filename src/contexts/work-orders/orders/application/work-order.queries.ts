import { sql, type Kysely } from 'kysely';
import {
  anyOf,
  atOrAfter,
  before,
  equals,
  LimitableQuery,
  matches,
  perExpansion,
  tenantList,
  tenantQuery,
  type Condition,
} from '#libs/database';
import { expandedColumns, workOrderExpansions, type WorkOrderExpansion } from './work-order-expansions.js';
import { fullName } from './full-name.js';
import { openWork } from './open-work.js';
import { concerns } from './work-order-reach.js';
import type { WorkOrderTables } from './work-order.tables.js';
import { workOrderColumns } from './work-order.view.js';

// Work without a due time comes last. The same expression as in the indexes.
export const dueOrder = sql`coalesce(t.due_date, 'infinity'::timestamptz)`;
// Work that is not completed sorts before all that is, so that in descending order the latest completed comes first.
const completed = sql`coalesce(t.completed_at, '-infinity'::timestamptz)`;
const overdue = sql<boolean>`(${dueOrder} < now() and ${openWork})`;

/** Work orders with the most important names. Subqueries, not joins, so that they run only for the rows of the page. */
const workOrders = (expand: readonly WorkOrderExpansion[]) => (db: Kysely<WorkOrderTables>) =>
  db
    .selectFrom('tasks as t')
    .select(workOrderColumns.select)
    .select((eb) => [
      overdue.as('isOverdue'),
      sql<boolean>`t.start_recorded_at is not null`.as('startBackdated'),
      sql<boolean>`t.completion_recorded_at is not null`.as('completionBackdated'),
      eb.selectFrom('equipment as e').select('e.name').whereRef('e.id', '=', 't.equipment_id').as('equipmentName'),
      eb.selectFrom('users as u').select(fullName.as('name')).whereRef('u.id', '=', 't.assigned_to').as('assigneeName'),
    ])
    .select(expandedColumns(expand));

/** For other views of work orders. */
export const workOrderRows = (db: Kysely<WorkOrderTables>, expand: readonly WorkOrderExpansion[] = []) =>
  workOrders(expand)(db);

interface ById {
  id: string;
  /** The user whom it must concern; null for callers who may see all. */
  user: string | null;
}

export const workOrderById = perExpansion(
  workOrderExpansions,
  (expand) =>
    new LimitableQuery((isLimited) =>
      tenantQuery<WorkOrderTables, ById>()((db, p) =>
        workOrders(expand)(db)
          .where('t.id', '=', p('id'))
          .$if(isLimited, (rows) => rows.where(concerns(p('user')))),
      ),
    ),
);

export const visibleWorkOrder = new LimitableQuery((isLimited) =>
  tenantQuery<WorkOrderTables, ById>()((db, p) =>
    db
      .selectFrom('tasks as t')
      .select('t.id')
      .where('t.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(concerns(p('user')))),
  ),
);

/** Those among them that the user may see. */
export const visibleAmong = tenantQuery<WorkOrderTables, { ids: readonly string[]; user: string }>()((db, p) =>
  db
    .selectFrom('tasks as t')
    .select('t.id')
    .where(sql<boolean>`t.id = any(${p('ids')}::uuid[])`)
    .where(concerns(p('user'))),
);

const matchesText = matches('tasks', 't', 'english');

export const workOrderFilters = {
  concerns,
  workOrderNumber: equals('t.task_number'),
  status: anyOf('t.status'),
  // array_position instead of "= any", since with two conditions on one column the planner expects too few rows
  openStatus: (statuses) => sql`(${openWork} and array_position(${statuses}::text[], t.status::text) is not null)`,
  priority: anyOf('t.priority'),
  type: anyOf('t.task_type'),
  assigneeId: equals('t.assigned_to'),
  teamId: equals('t.assigned_team_id'),
  equipmentId: equals('t.equipment_id'),
  facilityId: equals('t.facility_id'),
  maintenanceScheduleId: equals('t.maintenance_schedule_id'),
  dueBefore: (time) => sql`${dueOrder} < ${time}`,
  dueAfter: (time) => sql`(${dueOrder} >= ${time} and t.due_date is not null)`,
  createdBefore: before('t.created_at'),
  createdAfter: atOrAfter('t.created_at'),
  completedBefore: (time) => sql`(${completed} < ${time} and t.completed_at is not null)`,
  completedAfter: (time) => sql`${completed} >= ${time}`,
  // the first part is that of the index
  customFields: (values) => sql`(t.custom_fields <> '{}' and t.custom_fields @> ${values}::jsonb)`,
  overdue: () => overdue,
  notOverdue: () => sql`not ${overdue}`,
  q: matchesText,
  /** For what looks like a number: the work order that has it, and those whose text names it. */
  numberOrText: (text) =>
    sql`(t.task_number = 'WO-' || substring(${text}::text from '[0-9]{4}-[0-9]+') or ${matchesText(text)})`,
} satisfies Record<string, Condition>;

export const dueSort = { column: 't.due_date', type: 'timestamptz', nullsAs: 'infinity' } as const;

export const workOrderList = perExpansion(workOrderExpansions, (expand) =>
  tenantList<WorkOrderTables>()({
    name: 'work orders',
    rows: workOrders(expand),
    id: 't.id',
    updatedAt: 't.updated_at',
    filters: workOrderFilters,
    sorts: {
      dueAt: dueSort,
      createdAt: { column: 't.created_at', type: 'timestamptz' },
      completedAt: { column: 't.completed_at', type: 'timestamptz', nullsAs: '-infinity' },
      priority: { column: 't.priority_rank', type: 'integer' },
      status: { column: 't.status', type: 'text' },
    },
    defaultSort: '-createdAt',
    view: (row) => row,
  }),
);

/** The assignee and the team, each found or not: always one row. */
export const assigneeById = tenantQuery<WorkOrderTables, { assigneeId: string | null; teamId: string | null }>()(
  (db, p) =>
    db
      .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('asked'))
      .leftJoin('users as u', (join) => join.on('u.id', '=', sql<string>`${p('assigneeId')}::uuid`))
      .leftJoin('teams as team', (join) => join.on('team.id', '=', sql<string>`${p('teamId')}::uuid`))
      .select([
        'u.role',
        'u.is_active as user_is_active',
        fullName.as('user_name'),
        'team.is_active as team_is_active',
      ]),
);
