import { serviceRequestMessagePosted, type ServiceRequestMessagePosted } from '#contexts/work-orders';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { RequestNoticeService } from '../application/request-notice.service.js';

/** Tells the other side of the conversation. */
@Subscribes(serviceRequestMessagePosted, 'notifications.service-request-message-posted')
export class OnServiceRequestMessagePostedSubscriber implements Subscriber<ServiceRequestMessagePosted> {
  constructor(private readonly notices: RequestNoticeService) {}

  handle(event: DomainEvent<ServiceRequestMessagePosted>): Promise<void> {
    return this.notices.tellOfMessage(event);
  }
}
