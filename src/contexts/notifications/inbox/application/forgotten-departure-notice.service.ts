import { Injectable } from '@nestjs/common';
import type { DepartureForgotten } from '#contexts/work-orders';
import { TenantDb } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import { NotificationService } from './notification.service.js';
import { activeLeadersAnd } from './recipient.queries.js';
import type { Notice } from '../domain/notification.entity.js';
import { workOrderName } from './work-order-name.js';

/** Tells a technician and the managers of a visit that ended by itself. */
@Injectable()
export class ForgottenDepartureNoticeService {
  constructor(
    private readonly notifications: NotificationService,
    private readonly db: TenantDb,
  ) {}

  async notify({ payload }: DomainEvent<DepartureForgotten>): Promise<void> {
    const recipients = await this.db.run(activeLeadersAnd, { userId: payload.technicianId });
    const notices = recipients.map(({ id }) => noticeTo(id, payload));
    if (notices.length > 0) await this.notifications.notify(...notices);
  }
}

function noticeTo(userId: string, forgotten: DepartureForgotten): Notice {
  const { workOrderId, arrivedAt, departedAt } = forgotten;
  const message = `The visit that began at ${arrivedAt} ended by itself at ${departedAt}, since nobody departed. A manager can correct it.`;
  const link = { type: 'work_order', id: workOrderId, url: `/v1/work-orders/${workOrderId}` };
  return {
    userId,
    type: 'departure_forgotten',
    title: `Departure forgotten: ${workOrderName(forgotten)}`,
    message,
    link,
  };
}
