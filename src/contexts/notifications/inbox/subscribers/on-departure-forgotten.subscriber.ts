import { departureForgotten, type DepartureForgotten } from '#contexts/work-orders';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { ForgottenDepartureNoticeService } from '../application/forgotten-departure-notice.service.js';

/** Notifies the technician and those who can correct the visit. */
@Subscribes(departureForgotten, 'notifications.departure-forgotten')
export class OnDepartureForgottenSubscriber implements Subscriber<DepartureForgotten> {
  constructor(private readonly notices: ForgottenDepartureNoticeService) {}

  handle(event: DomainEvent<DepartureForgotten>): Promise<void> {
    return this.notices.notify(event);
  }
}
