import { workOrderAssigned, type WorkOrderAssigned } from '#contexts/work-orders';
import { TenantDb } from '#libs/database';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { NotificationService } from '../application/notification.service.js';
import { activeRecipients } from '../application/recipient.queries.js';
import type { Notice } from '../domain/notification.entity.js';

/** Tells whoever is to do the work: the user, or every active member of the team. */
@Subscribes(workOrderAssigned, 'notifications.work-order-assigned')
export class OnWorkOrderAssignedSubscriber implements Subscriber<WorkOrderAssigned> {
  constructor(
    private readonly notifications: NotificationService,
    private readonly db: TenantDb,
  ) {}

  async handle(event: DomainEvent<WorkOrderAssigned>): Promise<void> {
    const { assigneeId: userId, teamId } = event.payload;
    const recipients = await this.db.run(activeRecipients, { userId, teamId });
    await this.notifications.notify(...recipients.map(({ id }) => noticeOf(event, id)));
  }
}

function noticeOf({ aggregateId: id, payload }: DomainEvent<WorkOrderAssigned>, userId: string): Notice {
  const whose = payload.assigneeId ? 'Assigned to you' : 'Assigned to your team';
  const due = payload.dueAt ? `Due ${payload.dueAt}.` : 'No due time is set.';
  return {
    userId,
    type: 'task_assigned',
    title: `${whose}: ${payload.title}`,
    message: `${payload.title}. Priority ${payload.priority}. ${due}`,
    link: { type: 'work_order', id, url: `/v1/work-orders/${id}` },
  };
}
