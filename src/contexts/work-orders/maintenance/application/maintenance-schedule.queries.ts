import { sql, type Kysely } from 'kysely';
import { anyOf, atOrAfter, before, equals, isoUtc, matches, tenantList, tenantQuery } from '#libs/database';
import { localTimeOf, nextDateOf } from '../domain/planned-schedule.js';
import type { KnownTarget } from '../domain/schedule-target.js';
import type { MaintenanceTables } from './maintenance.tables.js';

const columns = [
  's.id',
  's.equipment_id',
  's.schedule_name',
  's.description',
  's.frequency_type',
  's.frequency_value',
  's.first_occurrence_local',
  's.timezone',
  's.recurrence_basis',
  's.lead_days',
  's.catch_up',
  's.overlap',
  's.last_run_date',
  's.next_run_date',
  's.wake_at',
  's.resting_reason',
  's.task_title',
  's.task_description',
  's.task_priority',
  's.estimated_hours',
  's.default_assigned_to',
  's.default_assigned_team',
  's.is_active',
  's.paused_at',
  's.pause_reason',
  's.created_by',
  's.version',
  's.created_at',
  's.updated_at',
  'e.name as equipment_name',
] as const;

const schedules = (db: Kysely<MaintenanceTables>) =>
  db.selectFrom('maintenance_schedules as s').innerJoin('equipment as e', 'e.id', 's.equipment_id').select(columns);

export const scheduleById = tenantQuery<MaintenanceTables, { id: string }>()((db, p) =>
  schedules(db).where('s.id', '=', p('id')),
);

export type ScheduleRow = (typeof scheduleById)['row'];
export type ScheduleView = ReturnType<typeof scheduleView>;

export function scheduleView(row: ScheduleRow) {
  return {
    id: row.id,
    equipmentId: row.equipment_id,
    equipmentName: row.equipment_name,
    scheduleName: row.schedule_name,
    description: row.description,
    frequencyType: row.frequency_type,
    frequencyValue: row.frequency_value,
    firstOccurrenceAt: localTimeOf(row.first_occurrence_local),
    timezone: row.timezone,
    recurrenceBasis: row.recurrence_basis,
    leadDays: row.lead_days,
    catchUp: row.catch_up,
    overlap: row.overlap,
    nextOccurrenceAt: nextOf(row),
    lastOccurrenceAt: isoUtc(row.last_run_date),
    workOrderTitle: row.task_title,
    workOrderDescription: row.task_description,
    workOrderPriority: row.task_priority,
    estimatedHours: row.estimated_hours === null ? null : Number(row.estimated_hours),
    defaultAssignedTo: row.default_assigned_to,
    defaultAssignedTeam: row.default_assigned_team,
    isActive: row.is_active,
    isPaused: row.paused_at !== null,
    pausedAt: isoUtc(row.paused_at),
    pauseReason: row.pause_reason,
    restingReason: row.resting_reason,
    restsUntil: row.resting_reason === null ? null : isoUtc(row.wake_at),
    createdById: row.created_by,
    version: row.version,
    createdAt: isoUtc(row.created_at),
    updatedAt: isoUtc(row.updated_at),
  };
}

/** Null at the end of the calendar, which means no further date. */
function nextOf({ next_run_date: next }: ScheduleRow): string | null {
  const at = isoUtc(next);
  return nextDateOf(Date.parse(at)) === null ? null : at;
}

export const scheduleList = tenantList<MaintenanceTables>()({
  name: 'maintenance schedules',
  rows: schedules,
  id: 's.id',
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

export const occurrenceList = tenantList<MaintenanceTables>()({
  name: 'maintenance occurrences',
  rows: (db) =>
    db
      .selectFrom('maintenance_occurrences as o')
      .select([
        'o.id',
        'o.schedule_id',
        'o.equipment_id',
        'o.occurrence_at',
        'o.status',
        'o.task_id',
        'o.reason',
        'o.created_at',
      ]),
  id: 'o.id',
  filters: {
    scheduleId: equals('o.schedule_id'),
    status: anyOf('o.status'),
    occurrenceBefore: before('o.occurrence_at'),
    occurrenceAfter: atOrAfter('o.occurrence_at'),
  },
  sorts: { occurrenceAt: { column: 'o.occurrence_at', type: 'timestamptz' } },
  defaultSort: '-occurrenceAt',
  view: (row) => ({
    id: row.id,
    scheduleId: row.schedule_id,
    equipmentId: row.equipment_id,
    occurrenceAt: isoUtc(row.occurrence_at),
    status: row.status,
    workOrderId: row.task_id,
    reason: row.reason,
    createdAt: isoUtc(row.created_at),
  }),
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
