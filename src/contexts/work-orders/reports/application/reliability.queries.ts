import { sql, type RawBuilder } from 'kysely';
import { equals } from '#libs/database';
import { limitedTo } from '#libs/request-context';
import type { TimeZone } from '../../maintenance/domain/time-zone.js';
import { isFailure } from '../../orders/application/failure.js';
import { tableOf } from '../../orders/application/table-of.js';
import { meanHours, ratioOf, rounded, sumOf } from '../domain/figures.js';
import { reportPeriod, type Days } from '../domain/report-period.js';
import { barsOf } from './report-chart.js';
import { allOf, completedAt, filteredQuery, inPeriod, type ReportConditions } from './report-query.js';
import { MOST_PLACES, type Report } from './report.js';

interface Group {
  readonly id: string;
  readonly name: string;
}
type Named = Pick<Group, 'name'>;

/** Seconds. */
interface ReliabilitySums extends Group {
  readonly machines: number;
  readonly inService: number;
  readonly down: number;
  readonly failures: number;
  readonly repairing: number;
}

interface Grouping {
  readonly name: string;
  readonly title: string;
  /** Of the machine (equipment as m) and its facility (facilities as f). */
  readonly id: RawBuilder<unknown>;
  readonly label: RawBuilder<unknown>;
  readonly of?: RawBuilder<unknown>;
}

const filters: ReportConditions = {
  concerns: (user) =>
    sql`m.facility_id in (select l.facility_id from ${tableOf('user_facilities')} as l where l.user_id = ${user})`,
  facilityId: equals('m.facility_id'),
  equipmentId: equals('m.id'),
};

const tables = { machines: tableOf('equipment'), facilities: tableOf('facilities'), tasks: tableOf('tasks') };

/**
 * Time in service, failures and their downtime of each machine, added up by group; those with most failures first. Repairs of a machine
 * that overlap are down time once.
 */
const reliabilityQuery = ({ id, label, of = sql`true` }: Grouping) =>
  filteredQuery<ReliabilitySums>(filters, (db, p, conditions) => {
    const behind = sql.lit(MOST_PLACES + 1);
    const until = sql`least(${p('until')}::timestamptz, date_trunc('minute', now()))`;
    const since = sql`greatest(${p('from')}::timestamptz,
      coalesce(m.commissioning_date::timestamp at time zone f.timezone, m.installation_date::timestamp at time zone f.timezone, m.created_at))`;
    const sums = sql<ReliabilitySums & { readonly place: number }>`(
      with machine as (
        select m.id, ${id} as group_id, ${label} as label, ${since} as since, greatest(${since}, ${until}) as until
        from ${tables.machines} as m join ${tables.facilities} as f on f.id = m.facility_id
        where ${allOf([sql`m.status <> 'decommissioned'`, of, ...conditions])}
      ), failure as (
        select m.id, count(*) as failures, sum(extract(epoch from t.completed_at - t.started_at)) as repairing,
          range_agg(tstzrange(greatest(t.started_at, m.since), greatest(m.since, t.started_at, least(t.completed_at, m.until)))) as down
        from machine as m join ${tables.tasks} as t on t.equipment_id = m.id
        where ${allOf([isFailure, inPeriod(completedAt, p), sql`t.started_at is not null`, sql`t.completed_at >= m.since`])} group by m.id
      ), each as (
        select m.group_id, m.label, extract(epoch from m.until - m.since) as in_service, coalesce(f.failures, 0) as failures,
          coalesce(f.repairing, 0) as repairing,
          coalesce((select sum(extract(epoch from upper(d.r) - lower(d.r))) from unnest(f.down) as d (r)), 0) as down
        from machine as m left join failure as f on f.id = m.id
      ), ranked as (
        select least(row_number() over (order by sum(failures) desc, sum(down) desc, group_id, label), ${behind})::int as place, group_id,
          label, count(*) as machines, sum(in_service) as in_service, sum(down) as down, sum(failures) as failures,
          sum(repairing) as repairing
        from each group by group_id, label
      )
      select place, case when place < ${behind} then group_id end as id, case when place < ${behind} then label end as name,
        sum(machines)::float8 as machines, sum(in_service)::float8 as "inService", sum(down)::float8 as down,
        sum(failures)::float8 as failures, sum(repairing)::float8 as repairing
      from ranked group by 1, 2, 3)`;
    return db.selectFrom(sums.as('k')).selectAll('k');
  });

const figures = (sums: readonly ReliabilitySums[]) => {
  const [failures, inService, down] = [sumOf(sums, 'failures'), sumOf(sums, 'inService'), sumOf(sums, 'down')];
  return {
    machines: sumOf(sums, 'machines'),
    failures,
    inServiceHours: rounded(inService / 3600, 2),
    downtimeHours: rounded(down / 3600, 2),
    mtbfHours: meanHours(inService - down, failures),
    mttrHours: meanHours(sumOf(sums, 'repairing'), failures),
    availabilityRatio: ratioOf(inService - down, inService),
  };
};

type ReliabilityReport<Place extends Named> = Report<
  Partial<Days>,
  Place,
  Days,
  ReliabilitySums,
  ReturnType<typeof figures>
>;

function reliabilityReport<Place extends Named>(
  grouping: Grouping,
  placeOf: (sums: ReliabilitySums) => Place,
): ReliabilityReport<Place> {
  return {
    ...grouping,
    definition: `Failures are repair and emergency work orders completed in the period. A machine is in service from its commissioning (or else its installation, or its entry here) until now, within the period. Only failures are downtime: from the start to the completion of their work, what overlaps once; planned work and waiting are none. mtbfHours = operating hours ÷ failures, with operating = in service − downtime; mttrHours = mean hours from start to completion; availabilityRatio = operating ÷ in service. Null where there is nothing to divide by. Decommissioned machines are left out. The series has the ${MOST_PLACES} with most failures, the total all.`,
    scale: (asked: Partial<Days>, zone: TimeZone, now: Date) => {
      const { bounds, from, to } = reportPeriod({ ...asked, bucket: 'month' }, zone, now);
      return { bounds, places: [], said: { from, to } };
    },
    concernedUser: () => limitedTo('facilities:read_all'),
    query: reliabilityQuery(grouping),
    placeOf,
    figures,
    chart: { unit: 'Failures', series: barsOf({ failures: 'Failures' }) },
    labelOf: ({ name }) => name,
  };
}

const withId = ({ id, name }: ReliabilitySums): Group => ({ id, name });

export const reliabilityByEquipment = reliabilityReport(
  {
    name: 'reliability-by-equipment',
    title: 'Failures by machine',
    id: sql`m.id`,
    label: sql`m.name`,
  },
  withId,
);

export const reliabilityByFacility = reliabilityReport(
  {
    name: 'reliability-by-facility',
    title: 'Failures by facility',
    id: sql`m.facility_id`,
    label: sql`f.name`,
  },
  withId,
);

export const reliabilityByModel = reliabilityReport(
  {
    name: 'reliability-by-model',
    title: 'Failures by model',
    id: sql`null::uuid`,
    label: sql`concat_ws(' ', m.manufacturer, m.model)`,
    of: sql`m.model is not null`,
  },
  ({ name }) => ({ name }),
);
