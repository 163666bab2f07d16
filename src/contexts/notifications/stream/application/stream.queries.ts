import { entityColumns, tenantQuery, type EntityTable } from '#libs/database';
import {
  notificationView,
  type NotificationTables,
  type NotificationView,
} from '../../inbox/application/notification.queries.js';
import { NotificationSchema } from '../../inbox/domain/notification.entity.js';
import type { NotificationPlaceSchema } from '../domain/notification-place.entity.js';

export interface StreamTables extends NotificationTables {
  notification_places: EntityTable<typeof NotificationPlaceSchema>;
}

const columns = entityColumns(NotificationSchema, 'n');

/** The last place that was given; no row before the first. */
export const lastPlace = tenantQuery<StreamTables, { userId: string }>()((db, p) =>
  db.selectFrom('notification_places as c').select('c.last').where('c.user_id', '=', p('userId')),
);

export const notificationsAfter = tenantQuery<StreamTables, { userId: string; after: string; limit: number }>()(
  (db, p) =>
    db
      .selectFrom('notifications as n')
      .select(columns.select)
      .select('n.position as place')
      .where('n.user_id', '=', p('userId'))
      .where('n.position', '>', p('after'))
      .orderBy('n.position')
      .limit(p('limit')),
);

export function placedNotification(row: typeof notificationsAfter.row): { place: string; view: NotificationView } {
  const { place, ...columnsOfView } = row;
  return { place: String(place), view: notificationView(columnsOfView) };
}
