import { serviceRequestConverted, type ServiceRequestMoved } from '#contexts/work-orders';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { RequestNoticeService } from '../application/request-notice.service.js';

/** Tells the requester that work will be done. */
@Subscribes(serviceRequestConverted, 'notifications.service-request-converted')
export class OnServiceRequestConvertedSubscriber implements Subscriber<ServiceRequestMoved> {
  constructor(private readonly notices: RequestNoticeService) {}

  handle(event: DomainEvent<ServiceRequestMoved>): Promise<void> {
    return this.notices.tellRequester(event);
  }
}
