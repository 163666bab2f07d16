import { workOrderHelperAdded, type WorkOrderHelped } from '#contexts/work-orders';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { AssignmentNoticeService } from '../application/assignment-notice.service.js';

/** Notifies whoever is to help. */
@Subscribes(workOrderHelperAdded, 'notifications.work-order-helper-added')
export class OnWorkOrderHelperAddedSubscriber implements Subscriber<WorkOrderHelped> {
  constructor(private readonly notices: AssignmentNoticeService) {}

  handle(event: DomainEvent<WorkOrderHelped>): Promise<void> {
    return this.notices.notifyHelper(event);
  }
}
