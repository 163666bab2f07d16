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
