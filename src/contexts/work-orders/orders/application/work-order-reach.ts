import { expressionBuilder, sql } from 'kysely';
import type { Condition } from '#libs/database';
import { limitedTo } from '#libs/request-context';
import type { WorkOrderTables } from './work-order.tables.js';

/** The user who sees only the work orders that concern him; null for whoever sees all. */
export const concernedUser = () => limitedTo('work_orders:read_all');

const eb = expressionBuilder<WorkOrderTables>();

/**
 * Work orders (tasks as t) that concern the user: assigned to him or to one of his teams, or made from a request of his. Being linked to a
 * facility shows its machines, not the work of others there. Their ids first, each branch by its index: an OR over the three makes the
 * planner read all.
 */
export const concerns: Condition = (user) => {
  const who = user as string;
  const own = eb.selectFrom('tasks as c').select('c.id').where('c.assigned_to', '=', who);
  return sql`t.id = any(array(${own.unionAll(ofTeams(who)).unionAll(fromRequests(who))}))`;
};

// OFFSET keeps each inner query one of its own, run once for every link that there is. Flattened into a join, a user without
// any would still pay for a scan where most of the work is at one facility.
const fence = sql.lit(0);

const ofTeams = (user: string) =>
  eb
    .selectFrom('team_members as link')
    .innerJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('tasks as c')
          .select('c.id')
          .whereRef('c.assigned_team_id', '=', 'link.team_id')
          .offset(fence)
          .as('found'),
      (join) => join.onTrue(),
    )
    .select('found.id')
    .where('link.user_id', '=', user);

const fromRequests = (user: string) =>
  eb
    .selectFrom('service_requests as link')
    .innerJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('tasks as c')
          .select('c.id')
          .whereRef('c.service_request_id', '=', 'link.id')
          .offset(fence)
          .as('found'),
      (join) => join.onTrue(),
    )
    .select('found.id')
    .where('link.requested_by', '=', user);
