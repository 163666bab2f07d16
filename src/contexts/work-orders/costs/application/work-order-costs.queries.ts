import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { CostTables } from './cost.tables.js';

/** The visits to a work order that have ended, each with the rate that was in force where the work is on the day of the arrival. */
export const labourOfWorkOrder = tenantQuery<CostTables, { workOrderId: string }>()((db, p) =>
  db
    .selectFrom('technician_work_logs as w')
    .innerJoin('tasks as t', 't.id', 'w.task_id')
    .innerJoin('facilities as f', 'f.id', 't.facility_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('labour_rates as r')
          .select(['r.hourly_rate', 'r.currency'])
          .whereRef('r.user_id', '=', 'w.technician_id')
          .where(sql<boolean>`r.valid_from <= (w.arrival_time at time zone f.timezone)::date`)
          .orderBy('r.valid_from', 'desc')
          .limit(1)
          .as('rate'),
      (join) => join.onTrue(),
    )
    .select(['w.work_time_minutes as minutes', 'rate.hourly_rate as hourlyRate', 'rate.currency'])
    .where('w.task_id', '=', p('workOrderId'))
    .where('w.work_time_minutes', 'is not', null),
);
