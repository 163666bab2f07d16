// Past the unit of work: a number that was drawn is gone, whatever becomes of the transaction, and nobody waits for another's commit.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';

interface Tables {
  /** A sequence, read like a table of one row. */
  work_order_counts: { tableoid: string };
}

export const nextCounts = tenantQuery<Tables, { howMany: number }>()((db, p) =>
  db
    .selectFrom('work_order_counts as s')
    .innerJoin(sql`generate_series(1, ${p('howMany')}::int)`.as('each'), (join) => join.onTrue())
    .select(sql<string>`nextval(s.tableoid)`.as('count')),
);
