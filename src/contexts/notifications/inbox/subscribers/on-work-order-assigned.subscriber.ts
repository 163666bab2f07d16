import { workOrderAssigned, type WorkOrderAssigned } from '#contexts/work-orders';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { AssignmentNoticeService } from '../application/assignment-notice.service.js';

/** Notifies the new and the former assignees. */
@Subscribes(workOrderAssigned, 'notifications.work-order-assigned', { addsOnly: true })
export class OnWorkOrderAssignedSubscriber implements Subscriber<WorkOrderAssigned> {
  constructor(private readonly notices: AssignmentNoticeService) {}

  handle(event: DomainEvent<WorkOrderAssigned>): Promise<void> {
    return this.notices.notifyAssignees(event);
  }
}
