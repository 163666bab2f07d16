import { sql, type RawBuilder } from 'kysely';
import { canSeeCosts } from '#libs/request-context';
import type { TimeZone } from '../../maintenance/domain/time-zone.js';
import { workOrderFilters } from '../../orders/application/work-order.queries.js';
import { tableOf } from '../../orders/application/table-of.js';
import { costFigures, type CostFigures, type CostSums } from '../domain/cost-figures.js';
import { reportPeriod, type Days } from '../domain/report-period.js';
import { costChart, costDefinition } from './costs.queries.js';
import { filteredQuery } from './report-query.js';
import { MOST_PLACES, type Report } from './report.js';
import { spent } from './spent.queries.js';

export interface CostPlace {
  readonly id: string;
  readonly name: string;
}

interface Ranking {
  readonly name: string;
  readonly title: string;
  readonly key: RawBuilder<unknown>;
  readonly table: string;
}

type AskedDays = Partial<Days>;

/** The dearest first, by the currency in which each cost most; what comes after them is added up in one place behind. */
const rankingQuery = ({ key, table }: Ranking) =>
  filteredQuery<CostSums & CostPlace>(workOrderFilters, (db, p, conditions) => {
    const [last, behind] = [sql.lit(MOST_PLACES), sql.lit(MOST_PLACES + 1)];
    const ranked = sql<CostSums & CostPlace & { readonly place: number }>`(
      with sums as (
        select ${key} as id, s.currency, sum(s.orders) as orders, sum(s.labour) as labour, sum(s.parts) as parts, sum(s.other) as other,
          sum(s.unpriced) as unpriced
        from ${spent(p, conditions)} as s where ${key} is not null group by 1, 2
      ), ranked as (
        select id, least(row_number() over (order by max(labour + parts + other) desc, id), ${behind})::int as place from sums group by id
      )
      select r.place, case when r.place <= ${last} then s.id end as id, s.currency, sum(s.orders)::float8 as orders,
        sum(s.labour)::float8 as labour, sum(s.parts)::float8 as parts, sum(s.other)::float8 as other, sum(s.unpriced)::float8 as unpriced
      from sums as s join ranked as r on r.id = s.id group by 1, 2, 3)`;
    return db
      .selectFrom(ranked.as('k'))
      .selectAll('k')
      .select(sql<string>`(select n.name from ${tableOf(table)} as n where n.id = k.id)`.as('name'));
  });

function costRanking(ranking: Ranking): Report<AskedDays, CostPlace, Days, CostSums & CostPlace, CostFigures> {
  return {
    ...ranking,
    definition: `${costDefinition} The series has the ${MOST_PLACES} dearest, the total all.`,
    scale: (asked: AskedDays, zone: TimeZone, now: Date) => {
      const { bounds, from, to } = reportPeriod({ ...asked, bucket: 'month' }, zone, now);
      return { bounds, places: [], said: { from, to } };
    },
    query: rankingQuery(ranking),
    placeOf: ({ id, name }) => ({ id, name }),
    figures: (sums) => costFigures(sums, canSeeCosts()),
    chart: costChart,
    labelOf: ({ name }) => name,
  };
}

export const costsByFacility = costRanking({
  name: 'costs-by-facility',
  title: 'Costs by facility',
  key: sql`s.facility_id`,
  table: 'facilities',
});

export const costsByEquipment = costRanking({
  name: 'costs-by-equipment',
  title: 'Costs by machine',
  key: sql`s.equipment_id`,
  table: 'equipment',
});
