import { expressionBuilder, sql } from 'kysely';
import type { Condition } from '#libs/database';
import { limitedTo } from '#libs/request-context';
import type { WorkOrderTables } from './work-order.tables.js';

/** The user who may see only work orders that concern them; null for callers who may see all. */
export const concernedUser = () => limitedTo('work_orders:read_all');

const eb = expressionBuilder<WorkOrderTables>();

/**
 * Work orders (tasks as t) that concern the user: assigned to them or to one of their teams, helped by them, or made from a request of
 * theirs. A link to a facility shows its machines, not the work of others there. Selects ids by branches, each with its index, because
 * with an OR over them the planner reads all rows.
 */
export const concerns: Condition = (user) => {
  const who = user as string;
  return sql`t.id = any(array(${workOfUser(who).unionAll(fromRequests(who))}))`;
};

// OFFSET keeps PostgreSQL from flattening the inner queries into a join, which would scan all work of a facility even for a user
// without links.
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

const ofHelpers = (user: string) =>
  eb.selectFrom('task_helpers as h').select('h.task_id as id').where('h.user_id', '=', user);

/** The ids of the work orders that the user has to do, or helps with. */
export const workOfUser = (user: string) =>
  eb
    .selectFrom('tasks as c')
    .select('c.id')
    .where('c.assigned_to', '=', user)
    .unionAll(ofTeams(user))
    .unionAll(ofHelpers(user));

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
