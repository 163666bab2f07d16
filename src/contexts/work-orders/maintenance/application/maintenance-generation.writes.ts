// Past the unit of work: a run moves hundreds of schedules in one statement, and moving their dates is no edit of a schedule.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { MaintenanceTables } from './maintenance.tables.js';
import { isAtWork } from './maintenance-generation.queries.js';

export interface ScheduleDates {
  readonly ids: readonly string[];
  /** Null keeps the stored date. */
  readonly next: readonly (Date | null)[];
  readonly wake: readonly (Date | null)[];
  /** The newest occurrence made in this run; null keeps the stored one. */
  readonly last: readonly (Date | null)[];
  /** Why the schedule rests; null when it does not. */
  readonly resting: readonly (string | null)[];
  readonly at: Date;
}

interface Moved {
  id: string;
  next: string | null;
  wake: string | null;
  last: string | null;
  resting: string | null;
}

/** Sets the dates of all planned schedules. Their version stays, since nobody edited them. */
export const moveSchedules = tenantQuery<MaintenanceTables, ScheduleDates>()((db, p) =>
  db
    .updateTable('maintenance_schedules as s')
    .from(
      sql<Moved>`unnest(${p('ids')}::uuid[], ${p('next')}::timestamptz[], ${p('wake')}::timestamptz[],
        ${p('last')}::timestamptz[], ${p('resting')}::text[])`.as<'planned'>(
        sql`planned(id, next, wake, last, resting)`,
      ),
    )
    .set((eb) => ({
      next_run_date: eb.fn.coalesce('planned.next', 's.next_run_date'),
      wake_at: eb.ref('planned.wake'),
      last_run_date: eb.fn.coalesce('planned.last', 's.last_run_date'),
      resting_reason: eb.ref('planned.resting'),
      updated_at: sql<string>`${p('at')}::timestamptz`,
    }))
    .whereRef('s.id', '=', 'planned.id'),
);

/** Makes resting schedules due, all or one. Their version stays, as with {@link moveSchedules}. */
export const wakeResting = tenantQuery<MaintenanceTables, { at: string | null; scheduleId: string | null }>()((db, p) =>
  db
    .updateTable('maintenance_schedules as s')
    .set({ wake_at: sql<string>`least(s.wake_at, coalesce(${p('at')}::timestamptz, now()))`, updated_at: sql`now()` })
    .where(isAtWork())
    .where('s.resting_reason', 'is not', null)
    .where(sql<boolean>`s.id = coalesce(${p('scheduleId')}::uuid, s.id)`),
);
