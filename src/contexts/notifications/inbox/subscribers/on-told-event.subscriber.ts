import { SubscribesToEach, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { toldEvents } from '../../catalogue/application/notification-catalogue.js';
import { NoticeService } from '../application/notice.service.js';

/** Deliveries are recorded under these names, so one that is out of line stays so. */
function nameOf(eventType: string): string {
  if (eventType === 'work_log.departure_forgotten') return 'notifications.departure-forgotten';
  return `notifications.${eventType.replaceAll(/[._]/g, '-')}`;
}

/** Tells those whom an event concerns. */
@SubscribesToEach(toldEvents.map((eventType) => ({ eventType, name: nameOf(eventType), addsOnly: true })))
export class OnToldEventSubscriber implements Subscriber<object> {
  constructor(private readonly notices: NoticeService) {}

  handle(event: DomainEvent): Promise<void> {
    return this.notices.tellOf(event);
  }
}
