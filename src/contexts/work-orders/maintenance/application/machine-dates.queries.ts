import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import { END_OF_CALENDAR } from '../domain/planned-schedule.js';
import type { MaintenanceTables } from './maintenance.tables.js';

/** The earliest next date of the active schedules; null for a machine whose schedules are all paused, inactive or at their end. */
export const nextMaintenanceOf = tenantQuery<MaintenanceTables, { equipmentIds: readonly string[] }>()((db, p) =>
  db
    .selectFrom(sql<{ id: string }>`unnest(${p('equipmentIds')}::uuid[])`.as<'m'>(sql`m(id)`))
    .leftJoin('maintenance_schedules as s', (join) =>
      join
        .onRef('s.equipment_id', '=', 'm.id')
        .on('s.is_active', '=', true)
        .on('s.paused_at', 'is', null)
        .on('s.next_run_date', '<', sql<string>`to_timestamp(${sql.lit(END_OF_CALENDAR)} / 1000.0)`),
    )
    .select('m.id as equipment_id')
    .select((eb) => eb.fn.min<string | null>('s.next_run_date').as('next_at'))
    .groupBy('m.id'),
);

/** The latest completion of maintenance work that is completed now, archived or not. */
export const lastMaintenanceOf = tenantQuery<MaintenanceTables, { equipmentId: string }>()((db, p) => {
  const completed = (table: 'tasks' | 'tasks_archive') =>
    db
      .selectFrom(`${table as 'tasks'} as t`)
      .select('t.completed_at')
      .where('t.equipment_id', '=', p('equipmentId'))
      .where('t.task_type', '=', 'maintenance')
      .where('t.status', '=', 'completed');
  return db
    .selectFrom(completed('tasks').unionAll(completed('tasks_archive')).as('done'))
    .select((eb) => eb.fn.max<string | null>('done.completed_at').as('at'));
});
