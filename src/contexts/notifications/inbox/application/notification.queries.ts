import { sql } from 'kysely';
import { entityColumns, equals, tenantList, tenantQuery, type EntityTable, type EntityView } from '#libs/database';
import { NotificationSchema } from '../domain/notification.entity.js';

export interface NotificationTables {
  notifications: EntityTable<typeof NotificationSchema>;
}

const columns = entityColumns(NotificationSchema, 'n');

export type NotificationView = EntityView<typeof NotificationSchema>;
export const notificationView = columns.view<NotificationView>;

export const notificationList = tenantList<NotificationTables>()({
  name: 'notifications',
  rows: (db) => db.selectFrom('notifications as n').select(columns.select),
  id: 'n.id',
  filters: { userId: equals('n.user_id'), isRead: equals('n.is_read') },
  sorts: { createdAt: { column: 'n.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: notificationView,
});

export const notificationById = tenantQuery<NotificationTables, { id: string; userId: string }>()((db, p) =>
  db
    .selectFrom('notifications as n')
    .select(columns.select)
    .where('n.id', '=', p('id'))
    .where('n.user_id', '=', p('userId')),
);

export const unreadCount = tenantQuery<NotificationTables, { userId: string }>()((db, p) =>
  db
    .selectFrom('notifications as n')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('n.user_id', '=', p('userId'))
    .where('n.is_read', '=', false),
);

/** When the one that was read first is to be deleted, so many days later: one row with `at`, null for never. */
export const oldestRead = tenantQuery<NotificationTables, { days: number }>()((db, p) =>
  db
    .selectFrom('notifications as n')
    .select(sql<string | null>`(min(n.read_at) + make_interval(days => ${p('days')}))::text`.as('at'))
    .where('n.is_read', '=', true),
);
