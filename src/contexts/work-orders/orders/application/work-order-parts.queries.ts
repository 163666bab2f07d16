import { expressionBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { InventoryReadContract } from '#contexts/inventory';
import { LimitableQuery, tenantQuery } from '#libs/database';
import { openWork } from './open-work.js';
import { concerns } from './work-order-reach.js';
import type { WorkOrderTables } from './work-order.tables.js';

type Tables = WorkOrderTables & InventoryReadContract;

interface ById {
  readonly id: string;
  /** The user whom it must concern; null for callers who may see all. */
  readonly user: string | null;
}

/** The status, which stays until the transaction ends. */
export const heldWorkOrder = new LimitableQuery((isLimited) =>
  tenantQuery<WorkOrderTables, ById>()((db, p) =>
    db
      .selectFrom('tasks as t')
      .select('t.status')
      .where('t.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(concerns(p('user'))))
      .forShare(),
  ),
);

const eb = expressionBuilder<Tables & { t: Tables['tasks'] }, 't'>();

/** What was planned and what was used, each with zeros for the other. */
const eachPart = eb
  .selectFrom('planned_parts as w')
  .whereRef('w.task_id', '=', 't.id')
  .select(['w.part_id', 'w.quantity as planned', 'w.reserved'])
  .select([sql<number>`0`.as('used'), sql<string>`0::numeric`.as('cost')])
  .unionAll(
    eb
      .selectFrom('inventory_transactions as m')
      .whereRef('m.task_id', '=', 't.id')
      .where(sql<boolean>`m.transaction_type in ('usage', 'return')`)
      .select(['m.part_id', sql<number>`0`.as('planned'), sql<number>`0`.as('reserved')])
      .select([sql<number>`-m.quantity`.as('used'), sql<string>`-m.total_cost`.as('cost')]),
  );

const sums = eb
  .selectFrom(eachPart.as('e'))
  .groupBy('e.part_id')
  .having(sql<boolean>`sum(e.planned) > 0 or sum(e.used) <> 0`)
  .select([
    'e.part_id',
    sql<number>`sum(e.planned)::int`.as('planned'),
    sql<number>`sum(e.reserved)::int`.as('reserved'),
  ])
  .select([sql<number>`sum(e.used)::int`.as('used'), sql<string>`sum(e.cost)::numeric(12, 2)::text`.as('cost')]);

const plannedThere = jsonArrayFrom(
  expressionBuilder<Tables & { p: Tables['inventory_parts']; t: Tables['tasks'] }, 'p' | 't'>()
    .selectFrom('planned_parts as w')
    .innerJoin('stock_locations as l', 'l.id', 'w.location_id')
    .whereRef('w.task_id', '=', 't.id')
    .whereRef('w.part_id', '=', 'p.id')
    .where('w.quantity', '>', 0)
    .select(['l.id as locationId', 'l.name', 'w.quantity as planned', 'w.reserved'])
    .orderBy('l.name')
    .orderBy('l.id'),
);

export const partsOfOrder = jsonArrayFrom(
  eb
    .selectFrom(sums.as('s'))
    .innerJoin('inventory_parts as p', 'p.id', 's.part_id')
    .select(['p.id as partId', 'p.part_number as partNumber', 'p.name', 'p.unit_of_measure as unitOfMeasure'])
    .select(['s.planned', 's.reserved', 's.used', 's.cost', 'p.currency', plannedThere.as('locations')])
    .select(
      sql<number>`case when ${openWork} then greatest(s.planned - s.used - s.reserved, 0) else 0 end`.as('missing'),
    )
    .orderBy('p.name')
    .orderBy('p.id'),
);

/** All parts of a work order that the caller sees; no row when there is no such one. */
export const partsOfWorkOrder = new LimitableQuery((isLimited) =>
  tenantQuery<Tables, ById>()((db, p) =>
    db
      .selectFrom('tasks as t')
      .select(['t.id as workOrderId', partsOfOrder.as('parts')])
      .where('t.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(concerns(p('user')))),
  ),
);
