import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InventoryFacade, type PartPlan, type PartUse } from '#contexts/inventory';
import { TenantDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { closedWorkOrder } from '../domain/work-order.errors.js';
import { isOpen } from '../domain/work-order-status.js';
import type { WorkOrder } from '../domain/work-order.entity.js';
import { TransitionEffectsService, type TransitionEffect } from './transition-effects.service.js';
import { WorkOrderAccessService } from './work-order-access.service.js';
import { concernedUser } from './work-order-reach.js';
import { heldWorkOrder, partsOfWorkOrder } from './work-order-parts.queries.js';
import { workOrderPartsView, type WorkOrderPartsView } from './work-order-parts.view.js';

/** The parts that a work order plans and uses. */
@Injectable()
export class WorkOrderPartsService implements TransitionEffect, OnModuleInit {
  constructor(
    private readonly db: TenantDb,
    private readonly access: WorkOrderAccessService,
    private readonly inventory: InventoryFacade,
    private readonly effects: TransitionEffectsService,
  ) {}

  onModuleInit(): void {
    this.effects.add(this);
    this.inventory.holdWorkOrdersBy((id) => this.hold(id));
  }

  async list(id: string): Promise<WorkOrderPartsView> {
    const row = await this.db.one(partsOfWorkOrder, { id, user: concernedUser() });
    if (!row) throw notFound();
    return workOrderPartsView(row);
  }

  plan(id: string, plan: PartPlan): Promise<WorkOrderPartsView> {
    return this.change(id, () => this.inventory.plan(id, plan));
  }

  release(id: string, partId: string, locationId: string | null): Promise<WorkOrderPartsView> {
    return this.change(id, () => this.inventory.release(id, partId, locationId));
  }

  use(id: string, use: PartUse): Promise<WorkOrderPartsView> {
    return this.change(id, () => this.inventory.use(id, use));
  }

  return(id: string, use: PartUse): Promise<WorkOrderPartsView> {
    return this.change(id, () => this.inventory.return(id, use));
  }

  async ended({ id, status }: WorkOrder): Promise<void> {
    await (status === 'completed' ? this.inventory.free(id) : this.inventory.takeBack(id));
  }

  reopened({ id }: WorkOrder): Promise<void> {
    return this.inventory.reserveAgain(id);
  }

  private async change(id: string, work: () => Promise<void>): Promise<WorkOrderPartsView> {
    await this.access.assertVisible(id);
    await work();
    return this.list(id);
  }

  /** Parts may be booked for completed work too, as people are late with it. @throws DomainError `work_order.closed` for other work that has ended */
  private async hold(id: string) {
    const row = await this.db.one(heldWorkOrder, { id, user: concernedUser() });
    if (!row) return undefined;
    const { status } = row;
    if (!isOpen(status) && status !== 'completed') throw closedWorkOrder(status);
    return { status, isOpen: isOpen(status) };
  }
}
