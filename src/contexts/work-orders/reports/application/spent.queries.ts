import { sql, type RawBuilder } from 'kysely';
import type { Params } from '#libs/database';
import { wholeCurrencies } from '#libs/kernel';
import { tableOf } from '../../orders/application/table-of.js';
import { allOf, completedAt, inPeriod, placeOf } from './report-query.js';
import type { ReportValues } from './report.js';

/** Amounts in hundredths of the currency; null where nothing is priced. */
export interface Spent {
  readonly place: number;
  readonly facility_id: string;
  readonly equipment_id: string | null;
  readonly currency: string | null;
  readonly orders: number;
  readonly labour: number;
  readonly parts: number;
  readonly other: number;
  /** Minutes of technicians who had no rate. */
  readonly unpriced: number;
}

const where = sql`d.place, d.facility_id, d.equipment_id`;

/** As the costs of one work order have it: each visit at the rate in force on its day where the work is, rounded by itself. */
const unit = sql`case when rate.currency in (${sql.join(wholeCurrencies.map((code) => sql.lit(code)))}) then 100 else 1 end`;
const labour = sql`select ${where}, rate.currency, 0, round(w.work_time_minutes * rate.hourly_rate * 100 / 60 / ${unit}) * ${unit}, 0, 0,
    case when rate.currency is null then w.work_time_minutes else 0 end
  from done as d join ${tableOf('technician_work_logs')} as w on w.task_id = d.id
  join ${tableOf('facilities')} as f on f.id = d.facility_id
  left join lateral (select r.hourly_rate, r.currency from ${tableOf('labour_rates')} as r
    where r.user_id = w.technician_id and r.valid_from <= (w.arrival_time at time zone f.timezone)::date
    order by r.valid_from desc limit 1) as rate on true
  where w.work_time_minutes is not null`;

const parts = sql`select ${where}, p.currency, 0, 0, -m.total_cost * 100, 0, 0
  from done as d join ${tableOf('inventory_transactions')} as m on m.task_id = d.id
  join ${tableOf('inventory_parts')} as p on p.id = m.part_id
  where m.transaction_type in ('usage', 'return')`;

const other = sql`select ${where}, c.currency, 0, 0, 0, c.amount * 100, 0
  from done as d join ${tableOf('task_costs')} as c on c.task_id = d.id`;

/** The work that was completed in the period, each once for its count and once for each amount. */
export function spent(p: Params<ReportValues>, conditions: readonly RawBuilder<unknown>[]): RawBuilder<Spent> {
  const done = sql`select t.id, t.facility_id, t.equipment_id, ${placeOf(completedAt, p)} as place from ${tableOf('tasks')} as t
    where ${allOf([inPeriod(completedAt, p), ...conditions])}`;
  return sql<Spent>`(with done as (${done})
    select ${where}, null::varchar as currency, 1 as orders, 0 as labour, 0 as parts, 0 as other, 0 as unpriced from done as d
    union all ${labour} union all ${parts} union all ${other})`;
}

export const spentSums = [
  sql<number>`sum(s.orders)::float8`.as('orders'),
  sql<number>`sum(s.labour)::float8`.as('labour'),
  sql<number>`sum(s.parts)::float8`.as('parts'),
  sql<number>`sum(s.other)::float8`.as('other'),
  sql<number>`sum(s.unpriced)::float8`.as('unpriced'),
] as const;
