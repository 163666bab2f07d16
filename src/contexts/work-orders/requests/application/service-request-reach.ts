import { expressionBuilder, sql } from 'kysely';
import type { Condition } from '#libs/database';
import { limitedTo } from '#libs/request-context';
import { workOfUser } from '../../orders/application/work-order-reach.js';
import type { ServiceRequestTables } from './service-request.tables.js';

/** The user who may see only requests that concern them; null for callers who may see all. */
export const concernedUser = () => limitedTo('service_requests:read_all');

const eb = expressionBuilder<ServiceRequestTables>();

/** Requests (service_requests as r) that the user has made, and those of the work that the user has to do. */
export const concerns: Condition = (user) => {
  const who = user as string;
  const own = eb.selectFrom('service_requests as s').select('s.id').where('s.requested_by', '=', who);
  const ofWork = eb
    .selectFrom('service_requests as s')
    .select('s.id')
    .where(sql<boolean>`s.converted_task_id = any(array(${workOfUser(who)}))`);
  return sql`r.id = any(array(${own.unionAll(ofWork)}))`;
};
