import { sql, type RawBuilder } from 'kysely';
import { equals, LimitableQuery, tenantQuery, type Condition } from '#libs/database';
import { openWork } from '../../orders/application/open-work.js';
import { isFailure } from '../../orders/application/failure.js';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';
import { tableOf } from '../../orders/application/table-of.js';
import { healthRule, LOW_HEALTH } from '../domain/health-rule.js';

const { overdueMaintenance, failures, age, status } = healthRule;
const tasks = tableOf('tasks');

/** What one machine has lost, and of what. */
export interface Health {
  readonly id: string;
  readonly status: string;
  readonly warrantyExpiryDate: string | null;
  readonly overdue: number;
  readonly failed: number;
  readonly lostByOverdue: number;
  readonly lostByFailures: number;
  readonly lostByAge: number;
  readonly lostByStatus: number;
  readonly score: number;
}

const expiry = sql.ref('e.warranty_expiry_date');
const lostByAge = sql`case when ${expiry} < current_date then least(${sql.lit(age.expired)}
  + ${sql.lit(age.eachYear)} * extract(year from age(current_date, ${expiry}))::int, ${sql.lit(age.most)}) else 0 end`;
const lostByStatus = sql`case e.status when 'shutdown' then ${sql.lit(status.shutdown)}
  when 'maintenance' then ${sql.lit(status.maintenance)} else ${sql.lit(status.operational)} end`;

/**
 * The machines that the condition selects, each with its score. Work is counted in one pass for all of them.
 * @param ofMachines a condition on equipment as m, so that only the work on these machines is read
 */
function healthOf(ofMachines: RawBuilder<unknown>): RawBuilder<Health> {
  const onThem = sql`t.equipment_id in (select m.id from ${tableOf('equipment')} as m where ${ofMachines})`;
  const overdue = sql`select t.equipment_id as id, count(*)::int as count from ${tasks} as t
    where ${openWork} and t.task_type = 'maintenance' and t.due_date < now() and ${onThem} group by 1`;
  const failed = sql`select t.equipment_id as id, count(*)::int as count from ${tasks} as t
    where ${isFailure} and coalesce(t.completed_at, '-infinity'::timestamptz) >= now() - make_interval(days => ${sql.lit(failures.days)})
      and ${onThem} group by 1`;
  return sql<Health>`(select h.*, greatest(0, 100 - "lostByOverdue" - "lostByFailures" - "lostByAge" - "lostByStatus") as score from (
    select m.*, least(m.overdue * ${sql.lit(overdueMaintenance.each)}, ${sql.lit(overdueMaintenance.most)}) as "lostByOverdue",
      least(m.failed * ${sql.lit(failures.each)}, ${sql.lit(failures.most)}) as "lostByFailures" from (
      select e.id, e.facility_id, e.status, ${expiry} as "warrantyExpiryDate", coalesce(o.count, 0) as overdue, coalesce(f.count, 0) as failed,
        ${lostByAge} as "lostByAge", ${lostByStatus} as "lostByStatus"
      from (select m.* from ${tableOf('equipment')} as m where ${ofMachines}) as e
      left join (${overdue}) as o on o.id = e.id left join (${failed}) as f on f.id = e.id
    ) as m) as h)`;
}

/** Of a facility that is linked to the user. */
const linked: Condition = (user) =>
  sql`m.facility_id in (select l.facility_id from ${tableOf('user_facilities')} as l where l.user_id = ${user})`;

interface ById {
  readonly id: string;
  /** The user to whom its facility must be linked; null for callers who see all. */
  readonly user: string | null;
}

export const healthOfMachine = new LimitableQuery((isLimited) =>
  tenantQuery<WorkOrderTables, ById>()((db, p) => {
    const its = equals('m.id')(p('id'));
    const seen = isLimited ? sql`${its} and ${linked(p('user'))}` : its;
    return db.selectFrom(healthOf(seen).as('h')).selectAll('h');
  }),
);

/** How many machines of a facility are below `LOW_HEALTH`. */
export const healthOfFacility = tenantQuery<WorkOrderTables, { id: string }>()((db, p) => {
  const there = sql`m.facility_id = ${p('id')} and m.status <> 'decommissioned'`;
  return db
    .selectFrom(healthOf(there).as('h'))
    .select(sql<number>`(count(*) filter (where h.score < ${sql.lit(LOW_HEALTH)}))::int`.as('low'));
});
