import { sql } from 'kysely';
import { openStatuses } from '../domain/work-order-status.js';

/** Whether there is work to do still (tasks as t). Literals instead of parameters, so that the planner uses the partial indexes on open work. */
export const openWork = sql<boolean>`t.status in (${sql.join(openStatuses.map((status) => sql.lit(status)))})`;
