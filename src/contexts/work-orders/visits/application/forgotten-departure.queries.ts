import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import { MAX_VISIT_MINUTES } from '../domain/visit-times.js';
import type { VisitTables } from './visit.tables.js';

// A literal instead of a parameter, so that the planner uses the partial index on open visits.
const isOpen = sql<boolean>`w.work_status <> 'completed'`;

export const visitsOpenSince = tenantQuery<VisitTables, { time: Date }>()((db, p) =>
  db
    .selectFrom('technician_work_logs as w')
    .innerJoin('tasks as t', 't.id', 'w.task_id')
    .select(['w.id', 'w.task_id as workOrderId', 't.task_number as workOrderNumber', 't.title'])
    .where(isOpen)
    .where(sql<boolean>`w.arrival_time <= ${p('time')}::timestamptz`)
    .orderBy('w.arrival_time'),
);

export type DueVisit = (typeof visitsOpenSince)['row'];

export const earliestOpenVisit = tenantQuery<VisitTables>()((db) =>
  db
    .selectFrom('technician_work_logs as w')
    .select(sql<string | null>`min(w.arrival_time)`.as('at'))
    .where(isOpen),
);

const longest = sql`make_interval(mins => ${sql.lit(MAX_VISIT_MINUTES)})`;

/** When the earliest open visit has to end at the latest, whatever the settings say. */
export const latestEnd = tenantQuery<VisitTables>()((db) =>
  db
    .selectFrom('technician_work_logs as w')
    .select(sql<string | null>`min(w.arrival_time) + ${longest}`.as('at'))
    .where(isOpen),
);
