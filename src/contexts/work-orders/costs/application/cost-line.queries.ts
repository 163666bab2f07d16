import { sql, type Kysely } from 'kysely';
import { entityColumns, equals, LimitableQuery, tenantList, tenantQuery, type EntityView } from '#libs/database';
import { canSeeCosts } from '#libs/request-context';
import { concerns } from '../../orders/application/work-order-reach.js';
import { CostLineSchema } from '../domain/cost-line.entity.js';
import type { CostTables } from './cost.tables.js';

const columns = entityColumns(CostLineSchema, 'c');

type CostLineRow = EntityView<typeof CostLineSchema> & { readonly currency: string };
export type CostLineView = ReturnType<typeof costLineView>;

export function costLineView({ currency, ...row }: CostLineRow) {
  const cost = canSeeCosts() ? { amount: row.cost, currency } : null;
  return { ...columns.view(row), cost };
}

const lines = (db: Kysely<CostTables>) =>
  db
    .selectFrom('task_costs as c')
    .innerJoin('tasks as t', 't.id', 'c.task_id')
    .select(columns.select)
    .select('c.currency');

/** One of a work order that the user may see; null for callers who may see all. */
export const costLineById = new LimitableQuery((isLimited) =>
  tenantQuery<CostTables, { id: string; user: string | null }>()((db, p) =>
    lines(db)
      .where('c.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(concerns(p('user')))),
  ),
);

export const costLineList = tenantList<CostTables>()({
  name: 'cost lines',
  rows: lines,
  id: 'c.id',
  updatedAt: 'c.updated_at',
  filters: { workOrderId: equals('c.task_id'), kind: equals('c.cost_type') },
  sorts: { createdAt: { column: 'c.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: costLineView,
});

/** By currency. */
export const otherCostsOfWorkOrder = tenantQuery<CostTables, { workOrderId: string }>()((db, p) =>
  db
    .selectFrom('task_costs as c')
    .select(['c.currency', sql<string>`sum(c.amount)::numeric(14, 2)`.as('amount')])
    .where('c.task_id', '=', p('workOrderId'))
    .groupBy('c.currency'),
);
