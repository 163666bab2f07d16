import { equals, isoUtc, tenantList, tenantQuery } from '#libs/database';

export interface NotificationTables {
  notifications: {
    id: string;
    user_id: string;
    notification_type: string;
    title: string;
    message: string;
    link_url: string | null;
    link_type: string | null;
    link_id: string | null;
    is_read: boolean;
    read_at: string | null;
    created_at: string;
  };
}

export interface NotificationView {
  id: string;
  type: string;
  title: string;
  message: string;
  linkUrl: string | null;
  linkType: string | null;
  linkId: string | null;
  isRead: boolean;
  readAt: string | null;
  createdAt: string;
}

const columns = [
  'n.id',
  'n.notification_type',
  'n.title',
  'n.message',
  'n.link_url',
  'n.link_type',
  'n.link_id',
  'n.is_read',
  'n.read_at',
  'n.created_at',
] as const;

type NotificationRow = Omit<NotificationTables['notifications'], 'user_id'>;

function viewOf(row: NotificationRow): NotificationView {
  return {
    id: row.id,
    type: row.notification_type,
    title: row.title,
    message: row.message,
    linkUrl: row.link_url,
    linkType: row.link_type,
    linkId: row.link_id,
    isRead: row.is_read,
    readAt: isoUtc(row.read_at),
    createdAt: isoUtc(row.created_at),
  };
}

export const notificationList = tenantList<NotificationTables>()({
  name: 'notifications',
  rows: (db) => db.selectFrom('notifications as n').select(columns),
  id: 'n.id',
  filters: { userId: equals('n.user_id'), isRead: equals('n.is_read') },
  sorts: { createdAt: { column: 'n.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: viewOf,
});

export const notificationById = tenantQuery<NotificationTables, { id: string; userId: string }>()((db, p) =>
  db.selectFrom('notifications as n').select(columns).where('n.id', '=', p('id')).where('n.user_id', '=', p('userId')),
);

export const unreadCount = tenantQuery<NotificationTables, { userId: string }>()((db, p) =>
  db
    .selectFrom('notifications as n')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('n.user_id', '=', p('userId'))
    .where('n.is_read', '=', false),
);

export const notificationView = viewOf;
