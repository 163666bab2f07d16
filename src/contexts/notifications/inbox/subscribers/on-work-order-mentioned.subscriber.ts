import { workOrderMentioned, type WorkOrderMentioned } from '#contexts/work-orders';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { MentionNoticeService } from '../application/mention-notice.service.js';

/** Tells those whom a comment means. */
@Subscribes(workOrderMentioned, 'notifications.work-order-mentioned')
export class OnWorkOrderMentionedSubscriber implements Subscriber<WorkOrderMentioned> {
  constructor(private readonly notices: MentionNoticeService) {}

  handle(event: DomainEvent<WorkOrderMentioned>): Promise<void> {
    return this.notices.notify(event);
  }
}
