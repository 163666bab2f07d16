import { sql } from 'kysely';
import { LimitableQuery, tenantQuery } from '#libs/database';
import { openWork } from '../../orders/application/open-work.js';
import { concerns } from '../../orders/application/work-order-reach.js';
import type { WorkOrderTables } from '../../orders/application/work-order.tables.js';

interface OfFacility {
  facilityId: string;
  user: string | null;
}

/** The open work at a facility, as far as the user is concerned by it. */
export const openWorkOfFacility = new LimitableQuery((isLimited) =>
  tenantQuery<WorkOrderTables, OfFacility>()((db, p) =>
    db
      .selectFrom('tasks as t')
      .select([
        sql<number>`count(*)::integer`.as('open'),
        sql<number>`(count(*) filter (where t.due_date < now()))::integer`.as('overdue'),
      ])
      .where('t.facility_id', '=', p('facilityId'))
      .where(openWork)
      .$if(isLimited, (rows) => rows.where(concerns(p('user')))),
  ),
);
