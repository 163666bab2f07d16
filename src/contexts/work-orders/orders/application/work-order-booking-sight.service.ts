import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InventoryFacade } from '#contexts/inventory';
import { WorkOrderService } from './work-order.service.js';

/** Tells the inventory context which work orders a caller may book parts for: those that they see. */
@Injectable()
export class WorkOrderBookingSightService implements OnModuleInit {
  constructor(
    private readonly inventory: InventoryFacade,
    private readonly workOrders: WorkOrderService,
  ) {}

  onModuleInit(): void {
    this.inventory.checkWorkOrders(async (id) => (await this.workOrders.visibleAmong([id])).has(id));
  }
}
