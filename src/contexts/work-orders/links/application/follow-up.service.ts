import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { InventoryFacade } from '#contexts/inventory';
import { UnitOfWork } from '#libs/database';
import { assertMay } from '../../orders/application/work-order-caller.js';
import { WorkOrderPartsService } from '../../orders/application/work-order-parts.service.js';
import { WorkOrderService, type WorkOrderRequest } from '../../orders/application/work-order.service.js';
import type { WorkOrderView } from '../../orders/application/work-order.view.js';
import { isOpen } from '../../orders/domain/work-order-status.js';
import { WorkOrder } from '../../orders/domain/work-order.entity.js';
import { followUpOf } from '../domain/follow-up.js';
import { unusedParts } from '../domain/unused-parts.js';
import { WorkOrderLinkService } from './work-order-link.service.js';

/** What the follow-up has differently, and whether it takes over the parts that were not used. */
export type FollowUp = Partial<Omit<WorkOrderRequest, 'facilityId' | 'equipmentId'>> & { readonly withParts: boolean };

/** Work that another work order has left to be done, at the same place. */
@Injectable()
export class FollowUpService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly workOrders: WorkOrderService,
    private readonly links: WorkOrderLinkService,
    private readonly parts: WorkOrderPartsService,
    private readonly inventory: InventoryFacade,
  ) {}

  /** @throws DomainError 404 for a work order that the caller does not see, 403 for parts that the caller may not plan */
  async create(id: string, { withParts, ...differing }: FollowUp): Promise<WorkOrderView> {
    const original = await this.workOrders.get(id);
    return this.unitOfWork.transactional(async () => {
      const made = await this.workOrders.create(followUpOf(original, differing), original.customFields);
      await this.links.join(made.id, 'follow_up_of', id);
      if (withParts) await this.takeOver(id, made.id);
      return made;
    });
  }

  /** Locked, so that of two at once one alone takes over the parts of open work. What has ended keeps its plan as a record. */
  private async takeOver(fromId: string, toId: string): Promise<void> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const { status } = await this.em.findOneOrFail(WorkOrder, { id: fromId }, lock);
    const unused = unusedParts((await this.parts.list(fromId)).parts);
    if (unused.length > 0) assertMay('parts:reserve');
    for (const { partId, locationId, quantity, kept } of unused) {
      if (isOpen(status)) await this.leave(fromId, { partId, locationId, quantity: kept });
      await this.inventory.plan(toId, { partId, locationId, quantity });
    }
  }

  private leave(id: string, plan: { partId: string; locationId: string; quantity: number }): Promise<void> {
    const { partId, locationId, quantity } = plan;
    return quantity > 0 ? this.inventory.plan(id, plan) : this.inventory.release(id, partId, locationId);
  }
}
