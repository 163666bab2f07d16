import { workOrderUnassigned, type WorkOrderUnassigned } from '#contexts/work-orders';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { AssignmentNoticeService } from '../application/assignment-notice.service.js';

/** Notifies the former assignees. */
@Subscribes(workOrderUnassigned, 'notifications.work-order-unassigned')
export class OnWorkOrderUnassignedSubscriber implements Subscriber<WorkOrderUnassigned> {
  constructor(private readonly notices: AssignmentNoticeService) {}

  handle(event: DomainEvent<WorkOrderUnassigned>): Promise<void> {
    return this.notices.notifyAssignees(event);
  }
}
