import { expressionBuilder, sql } from 'kysely';
import { isoUtc, tenantQuery } from '#libs/database';
import { DAY_MS } from '../domain/civil-time.js';
import type { SettledDates } from '../domain/next-date.js';
import { findTimeZone } from '../domain/time-zone.js';
import { lastCompletionOf } from './maintenance-generation.queries.js';
import type { MaintenanceTables } from './maintenance.tables.js';

interface Joined extends MaintenanceTables {
  o: MaintenanceTables['maintenance_occurrences'];
  t: MaintenanceTables['tasks'];
  a: MaintenanceTables['tasks_archive'];
}

const eb = expressionBuilder<Joined, 'o' | 't' | 'a'>();

const newest = (column: 'o.occurrence_on' | 'o.occurrence_at') => eb.fn.max<string | null>(column);
const unfulfilled = () => sql<boolean>`coalesce(${eb.ref('t.status')}, ${eb.ref('a.status')}, '') <> 'completed'`;
/** Rows written by the previous release, which stores no days. */
const undated = () => eb('o.occurrence_on', 'is', null);

/** The {@link SettledDates} of a schedule, one row. Run it with the schedule locked, since every decision on a date holds that lock. */
export const settledDates = tenantQuery<MaintenanceTables, { scheduleId: string }>()((db, p) =>
  db
    .selectFrom('maintenance_schedules as s')
    .leftJoin('maintenance_occurrences as o', 'o.schedule_id', 's.id')
    .leftJoin('tasks as t', 't.id', 'o.task_id')
    .leftJoin('tasks_archive as a', 'a.id', 'o.task_id')
    .select('s.timezone')
    .select(newest('o.occurrence_on').as('decided_on'))
    .select(newest('o.occurrence_on').filterWhere(unfulfilled()).as('unfulfilled_on'))
    .select(newest('o.occurrence_at').filterWhere(undated()).as('undated_decided_at'))
    .select(newest('o.occurrence_at').filterWhere(undated()).filterWhere(unfulfilled()).as('undated_unfulfilled_at'))
    .select(lastCompletionOf('s.id').as('last_completed_at'))
    .where('s.id', '=', p('scheduleId'))
    .groupBy('s.id'),
);

export function settledOf(row: (typeof settledDates)['row']): SettledDates {
  const zone = findTimeZone(row.timezone);
  const dayAt = (text: string | null) => {
    if (text === null) return null;
    const at = Date.parse(isoUtc(text));
    return Math.floor((zone?.toLocal(at) ?? at) / DAY_MS) * DAY_MS;
  };
  return {
    decidedOn: later(dayOf(row.decided_on), dayAt(row.undated_decided_at)),
    unfulfilledOn: later(dayOf(row.unfulfilled_on), dayAt(row.undated_unfulfilled_at)),
    lastCompletedAt: row.last_completed_at === null ? null : Date.parse(isoUtc(row.last_completed_at)),
  };
}

/** @param date `2027-01-31` */
function dayOf(date: string | null): number | null {
  return date === null ? null : Date.parse(date);
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
