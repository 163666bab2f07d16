import { expressionBuilder, sql, type Expression, type Kysely, type RawBuilder } from 'kysely';
import { tenantQuery } from '#libs/database';
import { openStatuses } from '../../orders/domain/work-order-status.js';
import type { MaintenanceTables } from './maintenance.tables.js';

type At = RawBuilder<string>;

const schedules = (db: Kysely<MaintenanceTables>, at: At) =>
  db
    .selectFrom('maintenance_schedules as s')
    .innerJoin('equipment as e', 'e.id', 's.equipment_id')
    .innerJoin('facilities as f', 'f.id', 'e.facility_id')
    .leftJoin('users as u', 'u.id', 's.default_assigned_to')
    .leftJoin('teams as g', 'g.id', 's.default_assigned_team')
    .select([
      's.id',
      's.equipment_id',
      's.schedule_name',
      's.next_run_date',
      's.round',
      'e.facility_id',
      'e.equipment_number',
    ])
    .select(['s.frequency_type as frequencyType', 's.frequency_value as frequencyValue', 's.timezone'])
    .select(['s.first_occurrence_local as firstOccurrenceLocal', 's.recurrence_basis as recurrenceBasis'])
    .select(['s.lead_days as leadDays', 's.catch_up as catchUp', 's.overlap'])
    .select('s.past_pauses')
    .select(['s.task_title', 's.task_description', 's.task_priority', 's.estimated_hours'])
    .select(['s.default_assigned_to', 's.default_assigned_team'])
    .select(['u.is_active as user_is_active', 'u.role as user_role', 'g.is_active as team_is_active'])
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

/** The condition of the partial index on due schedules. */
export const isAtWork = () => eb.and([eb.ref('s.is_active'), eb('s.paused_at', 'is', null)]);

const takesWork = () => eb.and([eb('e.status', '<>', 'decommissioned'), eb.ref('f.is_active')]);

const openWorkOrder = () =>
  eb
    .selectFrom('tasks as t')
    .select('t.id')
    .whereRef('t.maintenance_schedule_id', '=', 's.id')
    .where('t.status', 'in', [...openStatuses])
    .limit(1);

/** The latest completion of a work order of the schedule that is completed now, archived or not. */
export const lastCompletionOf = (schedule: string) => {
  const completed = (table: 'tasks' | 'tasks_archive') =>
    eb
      .selectFrom(`${table as 'tasks'} as c`)
      .select((inner) => inner.fn.max('c.completed_at').as('at'))
      .where('c.maintenance_schedule_id', '=', sql.ref<string>(schedule))
      .where('c.status', '=', 'completed');
  return sql<string | null>`greatest((${completed('tasks')}), (${completed('tasks_archive')}))`;
};

/** Only needed by floating schedules. */
const lastCompletion = () => eb.case().when('s.recurrence_basis', '=', 'floating').then(lastCompletionOf('s.id')).end();

/** Days that the ledger has already in this round, from about the next date on; normally none. */
const daysInLedger = () =>
  sql<string[]>`array(${eb
    .selectFrom('maintenance_occurrences as o')
    .select(sql<string>`o.occurrence_on::text`.as('day'))
    .whereRef('o.schedule_id', '=', 's.id')
    .whereRef('o.round', '=', 's.round')
    .where('o.occurrence_on', '>=', sql<string>`(s.next_run_date at time zone 'UTC')::date - 2`)})`;

/**
 * Due schedules with all that their plan needs, locked until they are planned. Skips those that another process has locked. Due means
 * `<= now()` of the database unless a time is given.
 */
export const dueSchedules = tenantQuery<
  MaintenanceTables,
  { at: string | null; ids: readonly string[] | null; limit: number }
>()((db, p) => {
  const at = sql<string>`coalesce(${p('at')}::timestamptz, now())`;
  const ids = sql<string>`${p('ids')}::uuid[]`;
  return schedules(db, at)
    .select([
      takesWork().as('takes_work'),
      openWorkOrder().as('open_work_order_id'),
      lastCompletion().as('last_completed_at'),
      daysInLedger().as('in_ledger'),
    ])
    .where(isAtWork())
    .where('s.wake_at', '<=', at)
    .where(sql<boolean>`(${ids} is null or s.id = any(${ids}))`)
    .orderBy('s.wake_at')
    .orderBy('s.id')
    .limit(p('limit'))
    .forUpdate(['s'])
    .skipLocked();
});

export type DueSchedule = (typeof dueSchedules)['row'];

export const dueCount = tenantQuery<MaintenanceTables>()((db) =>
  db
    .selectFrom('maintenance_schedules as s')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where(isAtWork())
    .where((eb) => eb.or([eb('s.wake_at', '<=', sql<string>`now()`), eb('s.resting_reason', 'is not', null)])),
);

/** When the next of the tenant's schedules has to be planned; null for never. */
export const nextWake = tenantQuery<MaintenanceTables>()((db) =>
  db
    .selectFrom('maintenance_schedules as s')
    .select((eb) => eb.fn.min('s.wake_at').as('at'))
    .where(isAtWork()),
);
