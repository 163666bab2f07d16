import { sql, type Kysely } from 'kysely';
import { anyOf, equals, isoUtc, tenantList, tenantQuery } from '#libs/database';
import { concerns } from '../../orders/application/work-order-reach.js';
import type { LinkDirection, LinkType } from '../domain/link-direction.js';
import type { LinkTables } from './link.tables.js';

/** Each link twice, seen from either end. */
const ends = (db: Kysely<LinkTables>) => {
  const links = db.selectFrom('task_links as k').select(['k.id', 'k.link_type', 'k.created_by', 'k.created_at']);
  return links
    .select(['k.task_id as near_id', 'k.linked_task_id as far_id'])
    .select(sql.lit<LinkDirection>('outgoing').as('direction'))
    .unionAll(
      links
        .select(['k.linked_task_id as near_id', 'k.task_id as far_id'])
        .select(sql.lit<LinkDirection>('incoming').as('direction')),
    );
};

const links = (db: Kysely<LinkTables>) =>
  db
    .selectFrom(ends(db).as('l'))
    .innerJoin('tasks as t', 't.id', 'l.far_id')
    .select(['l.id', 'l.link_type as type', 'l.direction', 'l.far_id as workOrderId'])
    .select(['t.task_number as workOrderNumber', 't.title', 't.status'])
    .select(['l.created_by as createdById', 'l.created_at as createdAt']);

type Row = Awaited<ReturnType<ReturnType<typeof links>['execute']>>[number];
export type LinkView = ReturnType<typeof linkView>;

function linkView(row: Row) {
  return { ...row, createdAt: isoUtc(row.createdAt) };
}

/** The links of a work order with the other ends. */
export const linkList = tenantList<LinkTables>()({
  name: 'work order links',
  rows: links,
  id: 'l.id',
  filters: { id: equals('l.id'), workOrderId: equals('l.near_id'), type: anyOf('l.link_type'), concerns },
  sorts: { createdAt: { column: 'l.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: linkView,
});

/** One who links waits for another, or two could close a circle. */
export const lockLinks = tenantQuery<LinkTables, { schema: string }>()((db, p) =>
  db.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended('task_links ' || ${p('schema')}::text, 0))`.as('locked')),
);

interface Wanted {
  readonly workOrderId: string;
  readonly type: LinkType;
  readonly linkedWorkOrderId: string;
}

/** Whether links of the type lead from the linked work order, by however many steps, to the one that gets the link. */
export const leadsBack = tenantQuery<LinkTables, Wanted>()((db, p) =>
  db
    .withRecursive('chain(task_id)', (cte) =>
      cte
        .selectNoFrom(sql<string>`${p('linkedWorkOrderId')}::uuid`.as('task_id'))
        .union(
          cte
            .selectFrom('task_links as k')
            .innerJoin('chain as c', 'c.task_id', 'k.task_id')
            .where('k.link_type', '=', p('type'))
            .select('k.linked_task_id as task_id'),
        ),
    )
    .selectFrom('chain')
    .select('task_id')
    .where('task_id', '=', p('workOrderId')),
);
