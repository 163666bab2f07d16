import { expressionBuilder, sql, type Kysely } from 'kysely';
import { anyOf, atOrAfter, before, entityColumns, equals, matches, tenantList, tenantQuery } from '#libs/database';
import { MaintenanceOccurrenceSchema } from '../domain/maintenance-occurrence.entity.js';
import { MaintenanceScheduleSchema } from '../domain/maintenance-schedule.entity.js';
import { localTimeOf, nextDateOf } from '../domain/planned-schedule.js';
import type { KnownTarget } from '../domain/schedule-target.js';
import type { MaintenanceTables } from './maintenance.tables.js';

const columns = entityColumns(MaintenanceScheduleSchema, 's');

const schedules = (db: Kysely<MaintenanceTables>) =>
  db
    .selectFrom('maintenance_schedules as s')
    .innerJoin('equipment as e', 'e.id', 's.equipment_id')
    .select(columns.select)
    .select('e.name as equipmentName');

export const scheduleById = tenantQuery<MaintenanceTables, { id: string }>()((db, p) =>
  schedules(db).where('s.id', '=', p('id')),
);

export type ScheduleRow = (typeof scheduleById)['row'];
export type ScheduleView = ReturnType<typeof scheduleView>;

export function scheduleView(row: ScheduleRow) {
  const { firstOccurrenceLocal, wakeAt, ...view } = columns.view(row);
  return {
    ...view,
    firstOccurrenceAt: localTimeOf(firstOccurrenceLocal),
    nextOccurrenceAt: nextOf(row),
    isPaused: row.pausedAt !== null,
    restsUntil: row.restingReason === null ? null : wakeAt,
  };
}

/** Null at the end of the calendar, which means no further date. */
function nextOf({ nextOccurrenceAt: next }: ScheduleRow): string | null {
  return nextDateOf(Date.parse(next)) === null ? null : next;
}

export const scheduleList = tenantList<MaintenanceTables>()({
  name: 'maintenance schedules',
  rows: schedules,
  id: 's.id',
  updatedAt: 's.updated_at',
  filters: {
    equipmentId: equals('s.equipment_id'),
    facilityId: equals('e.facility_id'),
    frequencyType: anyOf('s.frequency_type'),
    active: equals('s.is_active'),
    paused: (paused) => sql`(s.paused_at is not null) = ${paused}`,
    resting: (resting) => sql`(s.resting_reason is not null) = ${resting}`,
    nextBefore: before('s.next_run_date'),
    nextAfter: atOrAfter('s.next_run_date'),
    q: matches('maintenance_schedules', 's', 'english'),
  },
  sorts: {
    nextOccurrenceAt: { column: 's.next_run_date', type: 'timestamptz' },
    scheduleName: { column: 's.schedule_name', type: 'name' },
    createdAt: { column: 's.created_at', type: 'timestamptz' },
  },
  defaultSort: 'nextOccurrenceAt',
  view: scheduleView,
});

const occurrences = entityColumns(MaintenanceOccurrenceSchema, 'o');

const inOccurrence = expressionBuilder<MaintenanceTables & { o: MaintenanceTables['maintenance_occurrences'] }, 'o'>();
const numberIn = (table: 'tasks' | 'tasks_archive') =>
  inOccurrence
    .selectFrom(`${table as 'tasks'} as t`)
    .select('t.task_number')
    .whereRef('t.id', '=', 'o.task_id');

export const occurrenceList = tenantList<MaintenanceTables>()({
  name: 'maintenance occurrences',
  rows: (db) =>
    db
      .selectFrom('maintenance_occurrences as o')
      .select(occurrences.select)
      .select(
        sql<string | null>`coalesce((${numberIn('tasks')}), (${numberIn('tasks_archive')}))`.as('workOrderNumber'),
      ),
  id: 'o.id',
  filters: {
    scheduleId: equals('o.schedule_id'),
    status: anyOf('o.status'),
    occurrenceBefore: before('o.occurrence_at'),
    occurrenceAfter: atOrAfter('o.occurrence_at'),
  },
  sorts: { occurrenceAt: { column: 'o.occurrence_at', type: 'timestamptz' } },
  defaultSort: '-occurrenceAt',
  view: occurrences.view,
});

interface Assigned {
  equipmentId: string;
  assignedTo: string | null;
  assignedTeam: string | null;
}

/** The machine, default user and default team of a schedule, each found or not: always one row. */
export const scheduleTarget = tenantQuery<MaintenanceTables, Assigned>()((db, p) =>
  db
    .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('asked'))
    .leftJoin('equipment as e', (join) => join.on('e.id', '=', sql<string>`${p('equipmentId')}::uuid`))
    .leftJoin('facilities as f', 'f.id', 'e.facility_id')
    .leftJoin('users as u', (join) => join.on('u.id', '=', sql<string>`${p('assignedTo')}::uuid`))
    .leftJoin('teams as g', (join) => join.on('g.id', '=', sql<string>`${p('assignedTeam')}::uuid`))
    .select(['e.status as equipment_status', 'f.is_active as facility_is_active', 'f.timezone'])
    .select(['u.is_active as user_is_active', 'u.role as user_role', 'g.is_active as team_is_active']),
);

export function knownTarget(row: (typeof scheduleTarget)['row']): KnownTarget {
  return {
    equipmentStatus: row.equipment_status,
    facilityIsActive: row.facility_is_active,
    userIsActive: row.user_is_active,
    userRole: row.user_role,
    teamIsActive: row.team_is_active,
  };
}

export const occurrenceCount = tenantQuery<MaintenanceTables, { scheduleId: string }>()((db, p) =>
  db
    .selectFrom('maintenance_occurrences as o')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('o.schedule_id', '=', p('scheduleId')),
);

export const anySchedule = tenantQuery<{ maintenance_schedules: { id: string } }>()((db) =>
  db.selectNoFrom((eb) => eb.exists(eb.selectFrom('maintenance_schedules').select('id')).as('done')),
);
