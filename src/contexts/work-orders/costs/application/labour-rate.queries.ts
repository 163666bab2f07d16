import type { Kysely } from 'kysely';
import { entityColumns, equals, tenantList, tenantQuery, type EntityView } from '#libs/database';
import { canSeeCosts } from '#libs/request-context';
import { fullName } from '../../orders/application/full-name.js';
import { LabourRateSchema } from '../domain/labour-rate.entity.js';
import type { CostTables } from './cost.tables.js';

const columns = entityColumns(LabourRateSchema, 'r');

export type LabourRateRow = EntityView<typeof LabourRateSchema> & {
  readonly currency: string;
  readonly userName: string | null;
};
export type LabourRateView = ReturnType<typeof labourRateView>;

export function labourRateView({ currency, ...row }: LabourRateRow) {
  const hourlyRate = canSeeCosts() ? { amount: row.hourlyRate, currency } : null;
  return { ...columns.view(row), hourlyRate };
}

const rates = (db: Kysely<CostTables>) =>
  db
    .selectFrom('labour_rates as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .select(columns.select)
    .select(['r.currency', fullName.as('userName')]);

export const labourRateById = tenantQuery<CostTables, { id: string }>()((db, p) =>
  rates(db).where('r.id', '=', p('id')),
);

export const labourRateList = tenantList<CostTables>()({
  name: 'labour rates',
  rows: rates,
  id: 'r.id',
  updatedAt: 'r.updated_at',
  filters: { userId: equals('r.user_id') },
  sorts: { validFrom: { column: 'r.valid_from', type: 'date' } },
  defaultSort: '-validFrom',
  view: labourRateView,
});
