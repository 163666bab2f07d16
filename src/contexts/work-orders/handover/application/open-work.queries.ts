import { expressionBuilder, sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { MaintenanceTables } from '../../maintenance/application/maintenance.tables.js';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';
import { openStatuses } from '../../orders/domain/work-order-status.js';

/** One of the two; null for the other. */
interface Holder {
  userId: string | null;
  teamId: string | null;
}

const eb = expressionBuilder<WorkOrderTables>();

/** By ids, since with a join the planner would read all open work. */
const helped = (user: unknown) => {
  const ids = eb
    .selectFrom('task_helpers as h')
    .select('h.task_id')
    .where('h.user_id', '=', user as string);
  return sql<boolean>`t.id = any(array(${ids}))`;
};

const isOpen = sql<boolean>`t.status in (${sql.join(openStatuses.map((status) => sql.lit(status)))})`;

/** How much is assigned to the user or team, or helped by the user: work still to be done, and active schedules that will make some. */
export const openWorkOf = tenantQuery<MaintenanceTables, Holder>()((db, p) =>
  db.selectNoFrom((eb) => [
    eb
      .selectFrom('tasks as t')
      .select(sql<number>`count(*)::int`.as('count'))
      .where(isOpen)
      .where((is) =>
        is.or([is('t.assigned_to', '=', p('userId')), is('t.assigned_team_id', '=', p('teamId')), helped(p('userId'))]),
      )
      .as('workOrders'),
    eb
      .selectFrom('maintenance_schedules as s')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('s.is_active', '=', true)
      .where((is) =>
        is.or([is('s.default_assigned_to', '=', p('userId')), is('s.default_assigned_team', '=', p('teamId'))]),
      )
      .as('schedules'),
  ]),
);
