import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { Notification, type Notice } from '../domain/notification.entity.js';
import {
  markAllRead,
  notificationById,
  notificationList,
  notificationView,
  unreadCount,
  type NotificationView,
} from './notification.queries.js';

/** The in-app inbox of the person who asks: nobody sees another's. */
@Injectable()
export class NotificationService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async notify(...notices: Notice[]): Promise<void> {
    await this.unitOfWork.commit(...notices.map((notice) => Notification.of(notice)));
  }

  list(request: ListRequest): Promise<Page<NotificationView>> {
    return this.db.page(notificationList, { ...request, filters: { ...request.filters, userId: ownId() } });
  }

  async get(id: string): Promise<NotificationView> {
    const row = await this.db.one(notificationById, { id, userId: ownId() });
    if (!row) throw notFound();
    return notificationView(row);
  }

  async unreadCount(): Promise<{ count: number }> {
    const row = await this.db.one(unreadCount, { userId: ownId() });
    return { count: Number(row?.count ?? 0) };
  }

  async markRead(id: string): Promise<NotificationView> {
    const notification = await this.em.findOne(Notification, { id, userId: ownId() });
    if (!notification) throw notFound();
    notification.markRead(this.clock.now());
    await this.unitOfWork.commit(notification);
    return this.get(id);
  }

  async markAllRead(): Promise<{ count: number }> {
    const marking = markAllRead.bind(currentTenant().schema, { userId: ownId(), at: this.clock.now() });
    const [result] = await this.db.batch(marking);
    return { count: result!.rowCount };
  }
}

function ownId(): string {
  const id = currentUserId();
  if (!id) throw notFound();
  return id;
}
