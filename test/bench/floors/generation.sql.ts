// Generates the due work orders of one tenant in SQL alone. Simpler than the product: time zones only as far as intervals respect them, no
// catching up, no check for overlap.

const workOrders = `insert into tasks (id, equipment_id, facility_id, title, description, task_type, priority, status, due_date,
    estimated_hours, maintenance_schedule_id, created_at, updated_at)
  select uuidv7(), s.equipment_id, e.facility_id, s.task_title, s.task_description, 'maintenance', s.task_priority, 'new',
    s.next_run_date, s.estimated_hours, s.id, now(), now()
  from maintenance_schedules as s join equipment as e on e.id = s.equipment_id
  where s.is_active and s.paused_at is null and s.wake_at <= now()`;

const made = 'tasks as t where t.created_at = now() and t.maintenance_schedule_id is not null';

const records = `insert into maintenance_occurrences (id, schedule_id, equipment_id, occurrence_at, status, task_id, reason, created_at)
    select uuidv7(), t.maintenance_schedule_id, t.equipment_id, t.due_date, 'generated', t.id, 'due', t.created_at from ${made};
  insert into task_history (id, task_id, action, new_value, notes, created_at)
    select uuidv7(), t.id, 'created', 'new', 'due', t.created_at from ${made};
  insert into audit_logs (id, actor_kind, actor_name, action, resource_type, resource_id, request_id, changes)
    select uuidv7(), 'system', 'maintenance', 'create', 'work_order', t.id, 'floor', jsonb_build_object('before', '{}'::jsonb, 'after',
      jsonb_build_object('title', t.title, 'dueAt', t.due_date, 'maintenanceScheduleId', t.maintenance_schedule_id)) from ${made};
  insert into outbox (id, aggregate_type, aggregate_id, event_type, payload, request_id, occurred_at, delivered_at)
    select uuidv7(), 'work_order', t.id, 'work_order.created', jsonb_build_object('title', t.title, 'type', t.task_type,
      'priority', t.priority, 'status', t.status, 'facilityId', t.facility_id, 'equipmentId', t.equipment_id, 'assigneeId', null,
      'teamId', null, 'dueAt', t.due_date, 'byId', null), 'floor', t.created_at, t.created_at from ${made}`;

const dates = `update maintenance_schedules as s set last_run_date = s.next_run_date, next_run_date = s.next_run_date + step.by,
    wake_at = s.next_run_date + step.by, updated_at = now()
  from (values ('daily', interval '1 day'), ('weekly', interval '7 days'), ('monthly', interval '1 month'),
    ('quarterly', interval '3 months'), ('yearly', interval '1 year')) as step (frequency, by)
  where s.is_active and s.paused_at is null and s.wake_at <= now() and step.frequency = s.frequency_type`;

/** Writes the same rows as the product: work orders, occurrences, history, audit log and events. */
export const generateWithRecords = `${workOrders}; ${records}; ${dates}`;

/** Writes only the work orders and the next dates of the schedules. */
export const generateOnly = `${workOrders}; ${dates}`;
