import { Injectable } from '@nestjs/common';
import type { LowStock } from '#contexts/inventory';
import { IdentityFacade } from '#contexts/identity';
import type { DomainEvent } from '#libs/kernel';
import type { Notice } from '../domain/notification.entity.js';
import { NotificationService } from './notification.service.js';

/** Notifies everybody who may receive parts of one that has become low on stock. */
@Injectable()
export class LowStockNoticeService {
  constructor(
    private readonly notifications: NotificationService,
    private readonly identity: IdentityFacade,
  ) {}

  async notifyBuyers(event: DomainEvent<LowStock>): Promise<void> {
    const recipients = await this.identity.usersWith('parts:receive');
    if (recipients.length > 0) await this.notifications.notify(...recipients.map((userId) => lowStock(event, userId)));
  }
}

function lowStock({ aggregateId: id, payload }: DomainEvent<LowStock>, userId: string): Notice {
  const { name, partNumber, quantity, reorderLevel, locationName } = payload;
  const where = locationName === null ? 'in stock' : `at ${locationName}`;
  return {
    userId,
    type: 'stock_low',
    title: `Low on stock: ${name}`,
    message: `${partNumber} ${name}: ${quantity} ${where}, to be reordered at ${reorderLevel}.`,
    link: { type: 'part', id, url: `/v1/parts/${id}` },
  };
}
