import { expressionBuilder, sql, type Expression, type Kysely, type RawBuilder } from 'kysely';
import { tenantQuery } from '#libs/database';
import { openStatuses } from '../domain/work-order-status.js';
import type { MaintenanceTables } from './maintenance.tables.js';

type At = RawBuilder<string>;

const dates = (db: Kysely<MaintenanceTables>, at: At) =>
  db
    .selectFrom('maintenance_schedules as s')
    .innerJoin('equipment as e', 'e.id', 's.equipment_id')
    .innerJoin('facilities as f', 'f.id', 'e.facility_id')
    .select(['s.id', 's.equipment_id', 's.schedule_name', 's.frequency_type', 's.frequency_value'])
    .select(['s.first_occurrence_local', 's.timezone', 's.recurrence_basis', 's.lead_days', 's.catch_up', 's.overlap'])
    .select(['s.next_run_date', 's.last_run_date', 's.task_title', 's.task_description', 's.task_priority'])
    .select(['s.estimated_hours', 'e.facility_id', 'e.equipment_number'])
    .select(milliseconds(at).as('now'));

interface Joined extends MaintenanceTables {
  s: MaintenanceTables['maintenance_schedules'];
  e: MaintenanceTables['equipment'];
  f: MaintenanceTables['facilities'];
}

const eb = expressionBuilder<Joined, 's' | 'e' | 'f'>();

function milliseconds(time: Expression<unknown>) {
  return sql<number>`(extract(epoch from ${time}) * 1000)::float8`;
}

/** Null where the user or team that the schedule names has been deactivated since. */
const activeAssignee = () =>
  eb
    .selectFrom('users as u')
    .select('u.id')
    .whereRef('u.id', '=', 's.default_assigned_to')
    .where('u.is_active', '=', true);

const activeTeam = () =>
  eb
    .selectFrom('teams as g')
    .select('g.id')
    .whereRef('g.id', '=', 's.default_assigned_team')
    .where('g.is_active', '=', true);

const takesWork = () => eb.and([eb('e.status', '<>', 'decommissioned'), eb.ref('f.is_active')]);

const openWorkOrder = () =>
  eb
    .selectFrom('tasks as t')
    .select('t.id')
    .whereRef('t.maintenance_schedule_id', '=', 's.id')
    .where('t.status', 'in', [...openStatuses])
    .limit(1);

/** Only a floating schedule counts from it. */
const lastCompletion = () =>
  eb
    .case()
    .when('s.recurrence_basis', '=', 'floating')
    .then(
      eb
        .selectFrom('tasks as c')
        .select((inner) => inner.fn.max('c.completed_at').as('at'))
        .whereRef('c.maintenance_schedule_id', '=', 's.id')
        .where('c.status', '=', 'completed'),
    )
    .end();

/** Normally none: dates from the next one on that the ledger holds already, after the rule was changed back. */
const datesInLedger = () =>
  sql<number[]>`array(${eb
    .selectFrom('maintenance_occurrences as o')
    .select(milliseconds(sql.ref('o.occurrence_at')).as('at'))
    .whereRef('o.schedule_id', '=', 's.id')
    .whereRef('o.equipment_id', '=', 's.equipment_id')
    .whereRef('o.occurrence_at', '>=', 's.next_run_date')})`;

/**
 * Schedules to look at, with all that their plan needs, locked until they are planned. Those that another process has locked
 * are left to it. Due means `<= now()` of the database unless a time is given.
 */
export const dueSchedules = tenantQuery<
  MaintenanceTables,
  { at: string | null; scheduleId: string | null; limit: number }
>()((db, p) => {
  const at = sql<string>`coalesce(${p('at')}::timestamptz, now())`;
  const only = sql<string>`${p('scheduleId')}::uuid`;
  return dates(db, at)
    .select([
      takesWork().as('takes_work'),
      activeAssignee().as('assignee_id'),
      activeTeam().as('team_id'),
      openWorkOrder().as('open_work_order_id'),
      lastCompletion().as('last_completed_at'),
      datesInLedger().as('in_ledger'),
    ])
    .where('s.is_active', '=', true)
    .where('s.paused_at', 'is', null)
    .where('s.wake_at', '<=', at)
    .where((where) => where.or([where(only, 'is', null), where('s.id', '=', only)]))
    .orderBy('s.wake_at')
    .orderBy('s.id')
    .limit(p('limit'))
    .forUpdate(['s'])
    .skipLocked();
});

export type DueSchedule = (typeof dueSchedules)['row'];

export interface ScheduleDates {
  readonly ids: readonly string[];
  /** Null keeps the one before. */
  readonly next: readonly (Date | null)[];
  readonly wake: readonly (Date | null)[];
  /** The newest occurrence that was made now; null keeps the one before. */
  readonly last: readonly (Date | null)[];
  readonly at: Date;
}

/** The dates of all planned schedules in one statement. Their version stays: nobody edited them. */
export const moveSchedules = tenantQuery<MaintenanceTables, ScheduleDates>()((db, p) =>
  db
    .updateTable('maintenance_schedules as s')
    .from(
      sql<{ id: string; next: string | null; wake: string | null; last: string | null }>`unnest(
        ${p('ids')}::uuid[], ${p('next')}::timestamptz[], ${p('wake')}::timestamptz[], ${p('last')}::timestamptz[])`.as<'planned'>(
        sql`planned(id, next, wake, last)`,
      ),
    )
    .set((eb) => ({
      next_run_date: eb.fn.coalesce('planned.next', 's.next_run_date'),
      wake_at: eb.ref('planned.wake'),
      last_run_date: eb.fn.coalesce('planned.last', 's.last_run_date'),
      updated_at: sql<string>`${p('at')}::timestamptz`,
    }))
    .whereRef('s.id', '=', 'planned.id'),
);

export const dueCount = tenantQuery<MaintenanceTables>()((db) =>
  db
    .selectFrom('maintenance_schedules as s')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('s.is_active', '=', true)
    .where('s.paused_at', 'is', null)
    .where('s.wake_at', '<=', sql<string>`now()`),
);

/** When the tenant's schedules have to be looked at next; null when none waits. */
export const nextWake = tenantQuery<MaintenanceTables>()((db) =>
  db
    .selectFrom('maintenance_schedules as s')
    .select((eb) => eb.fn.min('s.wake_at').as('at'))
    .where('s.is_active', '=', true)
    .where('s.paused_at', 'is', null),
);
