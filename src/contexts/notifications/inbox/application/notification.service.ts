import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { WorkOrdersFacade } from '#contexts/work-orders';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { Notification, type Notice } from '../domain/notification.entity.js';
import {
  notificationById,
  notificationList,
  notificationView,
  unreadCount,
  type NotificationView,
} from './notification.queries.js';
import { ReadNotificationService } from './read-notification.service.js';
import { markAllRead } from './notification.writes.js';

/** The in-app inbox of the signed-in user; nobody sees another's. */
@Injectable()
export class NotificationService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly workOrders: WorkOrdersFacade,
    private readonly clock: Clock,
    private readonly readNotifications: ReadNotificationService,
  ) {}

  async notify(...notices: Notice[]): Promise<void> {
    await this.unitOfWork.commit(...notices.map((notice) => Notification.of(notice)));
  }

  async list(request: ListRequest): Promise<Page<NotificationView>> {
    const page = await this.db.page(notificationList, request, { fixedFilters: { userId: ownId() } });
    return { ...page, data: await this.withVisibleLinks(page.data) };
  }

  async get(id: string): Promise<NotificationView> {
    const row = await this.db.one(notificationById, { id, userId: ownId() });
    if (!row) throw notFound();
    const [notification] = await this.withVisibleLinks([notificationView(row)]);
    return notification!;
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
    this.readNotifications.planDeletion(currentTenant());
    return this.get(id);
  }

  async markAllRead(): Promise<{ count: number }> {
    const statement = markAllRead.bind(currentTenant().schema, { userId: ownId(), at: this.clock.now() });
    const [result] = await this.db.batch(statement);
    if (result!.rowCount > 0) this.readNotifications.planDeletion(currentTenant());
    return { count: result!.rowCount };
  }

  /**
   * A notification keeps its text, but its link is left out when the reader can no longer see the resource: work is reassigned, people
   * leave teams and change roles.
   */
  async withVisibleLinks(notifications: readonly NotificationView[]): Promise<NotificationView[]> {
    const idsOf = (type: string) =>
      notifications.flatMap(({ linkType, linkId }) => (linkType === type && linkId ? [linkId] : []));
    const [workOrders, requests] = await Promise.all([
      this.workOrders.visible(idsOf('work_order')),
      this.workOrders.visibleRequests(idsOf('service_request')),
    ]);
    const visible = new Map([
      ['work_order', workOrders],
      ['service_request', requests],
    ]);
    return notifications.map((each) => {
      const among = visible.get(each.linkType ?? '');
      return !among || among.has(each.linkId ?? '') ? each : { ...each, ...noLink };
    });
  }
}

const noLink = { linkUrl: null, linkType: null, linkId: null };

function ownId(): string {
  const id = currentUserId();
  if (!id) throw notFound();
  return id;
}
