import { sql } from 'kysely';
import { LimitableQuery, tenantQuery } from '#libs/database';
import { openWork } from './open-work.js';
import { concerns } from './work-order-reach.js';
import type { WorkOrderTables } from './work-order.tables.js';

interface LinkedTables extends WorkOrderTables {
  task_links: { task_id: string; link_type: string; linked_task_id: string };
}

interface ForUser {
  id: string;
  /** The user whom work must concern to be seen; null for callers who may see all. */
  user: string | null;
}

/** Open work that blocks a work order, and whether the caller sees it. */
export const openBlockers = new LimitableQuery((isLimited) =>
  tenantQuery<LinkedTables, ForUser>()((db, p) =>
    db
      .selectFrom('task_links as k')
      .innerJoin('tasks as t', 't.id', 'k.task_id')
      .select(['t.id as workOrderId', 't.task_number as workOrderNumber'])
      .select((isLimited ? sql<boolean>`${concerns(p('user'))}` : sql<boolean>`true`).as('isSeen'))
      .where('k.linked_task_id', '=', p('id'))
      .where('k.link_type', '=', 'blocks')
      .where(openWork)
      .orderBy('t.created_at')
      .orderBy('t.id'),
  ),
);
