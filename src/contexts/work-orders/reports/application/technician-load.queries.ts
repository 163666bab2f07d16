import { sql } from 'kysely';
import { equals } from '#libs/database';
import { limitedTo } from '#libs/request-context';
import type { TimeZone } from '../../maintenance/domain/time-zone.js';
import { fullName } from '../../orders/application/full-name.js';
import { openWork } from '../../orders/application/open-work.js';
import { tableOf } from '../../orders/application/table-of.js';
import { hoursOfHundredths, rounded, sumOf } from '../domain/figures.js';
import { reportPeriod, workingDays, type Days } from '../domain/report-period.js';
import { allOf, filteredQuery, inPeriod, type ReportConditions } from './report-query.js';
import { barsOf } from './report-chart.js';
import { MOST_PLACES, type Report } from './report.js';

interface AskedLoad extends Partial<Days> {
  readonly hoursPerDay: number;
}

interface SaidLoad extends Days {
  readonly workingDays: number;
  readonly availableHours: number;
}

interface Technician {
  readonly technicianId: string;
  readonly technicianName: string | null;
}

interface LoadSums extends Technician {
  readonly visits: number;
  readonly minutes: number;
  readonly travel: number;
  readonly openWorkOrders: number;
  readonly openHours: number;
}

/** Of visits and of open work alike. */
const conditions: ReportConditions = {
  concerns: equals('who.id'),
  assigneeId: equals('who.id'),
  facilityId: equals('t.facility_id'),
  teamId: (team) =>
    sql`who.id in (select m.user_id from ${tableOf('team_members')} as m where m.team_id = ${team}::uuid)`,
};

const query = filteredQuery<LoadSums>(conditions, (db, p, narrowing) => {
  const visited = sql`select who.id, count(*) as visits, sum(w.work_time_minutes) as minutes, sum(w.travel_time_minutes) as travel
    from ${tableOf('technician_work_logs')} as w join ${tableOf('tasks')} as t on t.id = w.task_id
    cross join lateral (select w.technician_id as id) as who
    where ${allOf([inPeriod(sql`w.arrival_time`, p), sql`w.work_time_minutes is not null`, ...narrowing])} group by 1`;
  const waiting = sql`select who.id, count(*) as orders, sum(t.estimated_hours * 100) as hours
    from ${tableOf('tasks')} as t cross join lateral (select t.assigned_to as id) as who
    where ${allOf([openWork, sql`who.id is not null`, ...narrowing])} group by 1`;
  const loads = sql<LoadSums & { readonly place: number }>`(
    select least(row_number() over (order by v.minutes desc nulls last, o.hours desc nulls last, u.id), ${sql.lit(MOST_PLACES + 1)})::int as place,
      u.id as "technicianId", ${fullName} as "technicianName", coalesce(v.visits, 0)::float8 as visits, coalesce(v.minutes, 0)::float8 as minutes,
      coalesce(v.travel, 0)::float8 as travel, coalesce(o.orders, 0)::float8 as "openWorkOrders", coalesce(o.hours, 0)::float8 as "openHours"
    from (${visited}) as v full join (${waiting}) as o on o.id = v.id
    join ${tableOf('users')} as u on u.id = coalesce(v.id, o.id))`;
  return db.selectFrom(loads.as('k')).selectAll('k');
});

const figures = (sums: readonly LoadSums[], { availableHours }: SaidLoad) => {
  const available = availableHours * sums.length;
  const workedHours = rounded(sumOf(sums, 'minutes') / 60, 2);
  return {
    technicians: sums.length,
    visits: sumOf(sums, 'visits'),
    workedHours,
    travelHours: rounded(sumOf(sums, 'travel') / 60, 2),
    utilisation: available === 0 ? null : rounded(sumOf(sums, 'minutes') / 60 / available, 4),
    openWorkOrders: sumOf(sums, 'openWorkOrders'),
    openEstimatedHours: hoursOfHundredths(sumOf(sums, 'openHours')),
  };
};

export const technicianLoad: Report<AskedLoad, Technician, SaidLoad, LoadSums, ReturnType<typeof figures>> = {
  name: 'technician-load',
  title: 'Load of technicians',
  definition: `Worked and travel hours of the visits that were begun in the period and have ended, and the open work assigned to each now, with its estimated hours. utilisation = worked hours ÷ available hours; available are hoursPerDay on each Monday to Friday of the period until today, the same for everybody, without holidays and absences; null when there are none. Technicians without visits and open work are left out. The series has the ${MOST_PLACES} who worked most, the total all.`,
  scale: ({ hoursPerDay, ...asked }: AskedLoad, zone: TimeZone, now: Date) => {
    const { bounds, from, to } = reportPeriod({ ...asked, bucket: 'month' }, zone, now);
    const days = workingDays({ from, to }, zone, now);
    return {
      bounds,
      places: [],
      said: { from, to, workingDays: days, availableHours: rounded(days * hoursPerDay, 2) },
    };
  },
  concernedUser: () => limitedTo('work_logs:read_all'),
  query,
  placeOf: ({ technicianId, technicianName }) => ({ technicianId, technicianName }),
  figures,
  chart: { unit: 'Hours', series: barsOf({ workedHours: 'Worked', openEstimatedHours: 'Waiting' }) },
  labelOf: ({ technicianName }) => technicianName ?? '?',
};
