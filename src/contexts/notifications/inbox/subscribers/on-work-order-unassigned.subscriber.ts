import { workOrderUnassigned, type WorkOrderUnassigned } from '#contexts/work-orders';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { AssignmentNotices } from '../application/assignment-notices.service.js';

/** Tells whoever had the work before. */
@Subscribes(workOrderUnassigned, 'notifications.work-order-unassigned')
export class OnWorkOrderUnassignedSubscriber implements Subscriber<WorkOrderUnassigned> {
  constructor(private readonly notices: AssignmentNotices) {}

  handle(event: DomainEvent<WorkOrderUnassigned>): Promise<void> {
    return this.notices.tell(event);
  }
}
