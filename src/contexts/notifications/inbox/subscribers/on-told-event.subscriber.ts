import { SubscribesToEach, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { toldEvents } from '../../catalogue/application/notification-catalogue.js';
import { NoticeService } from '../application/notice.service.js';

/** Tells those whom an event concerns, of one thing in the order in which it happened. */
@SubscribesToEach(toldEvents, 'notifications.tell', { addsOnly: true })
export class OnToldEventSubscriber implements Subscriber<object> {
  constructor(private readonly notices: NoticeService) {}

  handle(event: DomainEvent): Promise<void> {
    return this.notices.tellOf(event);
  }
}
