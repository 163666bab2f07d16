import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { perExpansion, tenantQuery } from '#libs/database';
import { dueOrder, workOrderFilters, workOrderRows } from '../../orders/application/work-order.queries.js';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';
import { openStatuses, type WorkOrderStatus } from '../../orders/domain/work-order-status.js';

/** Counts end here: whoever has more in one state needs a list, not a board. */
export const MOST_COUNTED = 1_000;

export interface BoardFilters {
  /** The user whom all must concern; null for callers who may see all. */
  readonly concerns: string | null;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly facilityId: string | null;
}

const names = ['concerns', 'assigneeId', 'teamId', 'facilityId'] as const;

const columns = sql<{ status: WorkOrderStatus; place: number }>`unnest(array[${sql.join(
  openStatuses.map((status) => sql.lit(status)),
)}]) with ordinality`;

/** A row for each state of open work: how many there are, and the first by due time. One form for each set of filters. */
const board = perExpansion(names, (used) =>
  tenantQuery<WorkOrderTables, BoardFilters & { limit: number }>()((db, p) => {
    const inColumn = (rows: ReturnType<typeof workOrderRows>) =>
      used.reduce(
        (narrowed, name) => narrowed.where(workOrderFilters[name](p(name))),
        rows.where('t.status', '=', sql.ref<WorkOrderStatus>('s.status')),
      );
    const counted = inColumn(workOrderRows(db))
      .clearSelect()
      .select(sql`1`.as('one'))
      .limit(MOST_COUNTED);
    const first = inColumn(workOrderRows(db)).orderBy(dueOrder).orderBy('t.id').limit(p('limit'));
    return db
      .selectFrom(columns.as<'s'>(sql`s (status, place)`))
      .select('s.status')
      .select(sql<number>`(select count(*)::int from (${counted}) as counted)`.as('count'))
      .select(jsonArrayFrom(first).as('workOrders'))
      .orderBy('s.place');
  }),
);

export function boardBy(filters: BoardFilters) {
  return board(names.filter((name) => filters[name] !== null));
}
