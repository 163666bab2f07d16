// The statements of both floors. They return the same rows in the same order as the product, with columns named like the fields of the
// response.

export const columns = `t.id, t.task_number as "workOrderNumber", t.title, t.description, t.task_type as type, t.priority, t.status, t.status_reason as "statusReason",
  t.facility_id as "facilityId", t.equipment_id as "equipmentId",
  (select e.name from equipment as e where e.id = t.equipment_id) as "equipmentName", t.assigned_to as "assigneeId",
  (select nullif(concat_ws(' ', u.first_name, u.last_name), '') from users as u where u.id = t.assigned_to) as "assigneeName",
  t.assigned_team_id as "teamId", t.scheduled_date as "scheduledAt", t.due_date as "dueAt",
  coalesce(t.due_date, 'infinity'::timestamptz) < now() and t.status in ('new', 'assigned', 'in_progress', 'on_hold') as "isOverdue",
  t.start_recorded_at is not null as "startBackdated", t.completion_recorded_at is not null as "completionBackdated",
  t.estimated_hours as "estimatedHours", t.started_at as "startedAt", t.completed_at as "completedAt",
  t.actual_hours as "actualHours", t.work_performed as "workPerformed", t.parts_used as "partsNote", t.custom_fields as "customFields",
  t.service_request_id as "serviceRequestId", t.maintenance_schedule_id as "maintenanceScheduleId",
  t.created_by as "createdById", t.version, t.created_at as "createdAt", t.updated_at as "updatedAt"`;

export const byId = `select ${columns} from tasks as t where t.id = $1`;

export const page = `select ${columns} from tasks as t where t.status = any($1) and t.assigned_to = $2
  order by coalesce(t.due_date, 'infinity'::timestamptz), t.id limit $3`;

/** As in the product, the facility follows from the machine. */
export const insertWorkOrder = `insert into tasks as t (id, equipment_id, facility_id, title, description, task_type, priority, status,
    assigned_to, due_date, estimated_hours, created_by, created_at, updated_at)
  select $1, e.id, e.facility_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12 from equipment as e where e.id = $2`;

const historyColumns = 'id, task_id, user_id, action, new_value, created_at';
const auditColumns =
  'id, user_id, actor_kind, action, resource_type, resource_id, request_id, ip_address, user_agent, changes';
const outboxColumns = 'id, aggregate_type, aggregate_id, event_type, payload, request_id, occurred_at, delivered_at';

export const sideRows = {
  history: (first = 1) => insertUnnested('task_history', historyColumns, historyTypes, first),
  audit: (first = 1) => insertUnnested('audit_logs', auditColumns, auditTypes, first),
  outbox: (first = 1) => insertUnnested('outbox', outboxColumns, outboxTypes, first),
};

const historyTypes = ['uuid', 'uuid', 'uuid', 'varchar', 'text', 'timestamptz'];
const auditTypes = ['uuid', 'uuid', 'varchar', 'varchar', 'varchar', 'uuid', 'varchar', 'inet', 'text', 'jsonb'];
const outboxTypes = ['uuid', 'varchar', 'uuid', 'varchar', 'jsonb', 'varchar', 'timestamptz', 'timestamptz'];

function insertUnnested(table: string, names: string, types: readonly string[], first: number): string {
  const arrays = types.map((type, index) => `$${first + index}::${type}[]`);
  return `insert into ${table} (${names}) select * from unnest(${arrays.join(', ')})`;
}
