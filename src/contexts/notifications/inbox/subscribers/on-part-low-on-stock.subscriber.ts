import { partLowOnStock, type LowStock } from '#contexts/inventory';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { LowStockNoticeService } from '../application/low-stock-notice.service.js';

/** Notifies those who see to it that parts come in. */
@Subscribes(partLowOnStock, 'notifications.part-low-on-stock')
export class OnPartLowOnStockSubscriber implements Subscriber<LowStock> {
  constructor(private readonly notices: LowStockNoticeService) {}

  handle(event: DomainEvent<LowStock>): Promise<void> {
    return this.notices.notifyBuyers(event);
  }
}
