import { workOrderReopened, type WorkOrderMoved } from '#contexts/work-orders';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { RequestNoticeService } from '../application/request-notice.service.js';

/** Tells those whose requests have led to the work. */
@Subscribes(workOrderReopened, 'notifications.work-order-reopened')
export class OnWorkOrderReopenedSubscriber implements Subscriber<WorkOrderMoved> {
  constructor(private readonly notices: RequestNoticeService) {}

  handle(event: DomainEvent<WorkOrderMoved>): Promise<void> {
    return this.notices.tellRequestersOf(event);
  }
}
