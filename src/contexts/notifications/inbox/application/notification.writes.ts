// Past the unit of work: any number of notifications change at once, and reading them is neither audited nor published as an event.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { NotificationTables } from './notification.queries.js';

export const markAllRead = tenantQuery<NotificationTables, { userId: string; at: Date }>()((db, p) =>
  db
    .updateTable('notifications as n')
    .set({ is_read: true, read_at: sql<string>`${p('at')}::timestamptz` })
    .where('n.user_id', '=', p('userId'))
    .where('n.is_read', '=', false),
);

/** Returns the id of each that was deleted. */
export const deleteRead = tenantQuery<NotificationTables, { before: Date; limit: number }>()((db, p) =>
  db
    .deleteFrom('notifications as n')
    .where('n.id', 'in', (eb) =>
      eb
        .selectFrom('notifications as old')
        .select('old.id')
        .where('old.is_read', '=', true)
        .where('old.read_at', '<', sql<string>`${p('before')}::timestamptz`)
        .orderBy('old.read_at')
        .limit(p('limit')),
    )
    .returning('n.id'),
);
