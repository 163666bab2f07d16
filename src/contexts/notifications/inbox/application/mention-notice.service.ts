import { Injectable } from '@nestjs/common';
import { WorkOrdersFacade, type WorkOrderMentioned } from '#contexts/work-orders';
import type { DomainEvent } from '#libs/kernel';
import { NotificationService } from './notification.service.js';
import { workOrderName } from './work-order-name.js';

/** Tells those whom a comment means, as far as they may read it. The notice does not repeat the comment, which may be deleted. */
@Injectable()
export class MentionNoticeService {
  constructor(
    private readonly notifications: NotificationService,
    private readonly workOrders: WorkOrdersFacade,
  ) {}

  async notify({ aggregateId: id, payload }: DomainEvent<WorkOrderMentioned>): Promise<void> {
    const audience = await this.workOrders.audienceOf(payload.userIds, id, payload.isInternal);
    if (!audience || audience.readerIds.length === 0) return;
    const notice = {
      type: 'task_mentioned',
      title: `Mentioned: ${workOrderName(audience)}`,
      message: 'Somebody has mentioned you in a comment on this work order.',
      link: { type: 'work_order', id, url: `/v1/work-orders/${id}` },
    };
    await this.notifications.notify(...audience.readerIds.map((userId) => ({ userId, ...notice })));
  }
}
