// Past the unit of work: places in a stream are given to any number of notifications at once, and are no change of them.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { StreamTables } from './stream.queries.js';

/**
 * Gives places to committed notifications of a user that have none, the oldest first. The row of the user is the lock: whoever waits for it
 * gets what the other one has left, and its places come after. So what is committed later has a later place, whatever its time.
 */
export const placeNotifications = tenantQuery<StreamTables, { userId: string; limit: number }>()((db, p) =>
  db
    .with(
      (cte) => cte('fresh').materialized(),
      (qb) =>
        qb
          .selectFrom('notifications as f')
          .select(['f.id', sql<string>`row_number() over (order by f.created_at, f.id)`.as('place')])
          .where('f.user_id', '=', p('userId'))
          .where('f.position', 'is', null)
          .orderBy('f.created_at')
          .orderBy('f.id')
          .limit(p('limit')),
    )
    .with('given', (qb) =>
      qb
        .insertInto('notification_places')
        .columns(['user_id', 'last'])
        .expression(sql`select ${p('userId')}::uuid, count(*) from fresh` as never)
        .onConflict((conflict) =>
          conflict.column('user_id').doUpdateSet({ last: sql<string>`notification_places.last + excluded.last` }),
        )
        .returning(sql<string>`notification_places.last - (select count(*) from fresh)`.as('before')),
    )
    .updateTable('notifications as n')
    .from(['fresh', 'given'])
    .set({ position: sql<string>`given.before + fresh.place` })
    .whereRef('n.id', '=', 'fresh.id')
    .where('n.position', 'is', null),
);
