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
