import { expressionBuilder, sql } from 'kysely';
import type { Condition } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentActor } from '#libs/request-context';
import type { WorkOrderTables } from './work-order.tables.js';

/** The user who sees only the work orders that concern him; null for whoever sees all. */
export function limitedTo(): string | null {
  const actor = currentActor();
  if (actor.kind === 'system') return null;
  if (actor.kind !== 'user') throw notFound();
  return actor.permissions.has('work_orders:read_all') ? null : actor.id;
}

const eb = expressionBuilder<WorkOrderTables>();

/**
 * Work orders (tasks as t) that concern the user: assigned to him or to one of his teams, made from a request of his, or at a
 * facility that he is linked to. Their ids first, each branch by its index: an OR over the four makes the planner read all.
 */
export const concerns: Condition = (user) => {
  const who = user as string;
  const teams = eb.selectFrom('team_members as tm').select('tm.team_id').where('tm.user_id', '=', who);
  const facilities = eb.selectFrom('user_facilities as uf').select('uf.facility_id').where('uf.user_id', '=', who);
  const requests = eb.selectFrom('service_requests as sr').select('sr.id').where('sr.requested_by', '=', who);
  const ids = eb.selectFrom('tasks as c').select('c.id');
  const own = ids
    .where('c.assigned_to', '=', who)
    .unionAll(ids.where('c.assigned_team_id', 'in', teams))
    .unionAll(ids.where('c.facility_id', 'in', facilities))
    .unionAll(ids.where('c.service_request_id', 'in', requests));
  return sql`t.id = any(array(${own}))`;
};

/** The same for statements of one row, where a null user sees everything. */
export function visibleTo(user: string | null) {
  return sql<boolean>`(${user}::uuid is null or ${concerns(user)})`;
}
