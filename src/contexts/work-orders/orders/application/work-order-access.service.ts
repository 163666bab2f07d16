import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { pullHistory, type Act } from '../domain/work-order-history-entry.entity.js';
import { WorkOrder } from '../domain/work-order.entity.js';
import { callerRights } from './work-order-caller.js';
import { concernedUser } from './work-order-reach.js';
import { visibleWorkOrder, workOrderById } from './work-order.queries.js';
import { rowOf, workOrderView, type WorkOrderNames, type WorkOrderView } from './work-order.view.js';

/** A work order to change, with the names that the response needs. */
export interface OpenedWorkOrder {
  readonly workOrder: WorkOrder;
  readonly names: WorkOrderNames;
}

/** Loads a work order for a change if the caller may see it, saves it with its history, and returns it as a read would. */
@Injectable()
export class WorkOrderAccessService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  act(): Act {
    return { by: currentUserId(), at: this.clock.now() };
  }

  /** @throws DomainError 404 for one that the caller may not see, 412 for a stale version */
  async open(id: string, version: number): Promise<OpenedWorkOrder> {
    const [row, workOrder] = await Promise.all([
      this.db.one(workOrderById(), { id, user: concernedUser() }),
      this.em.findOne(WorkOrder, { id }),
    ]);
    if (!row || !workOrder) throw notFound();
    assertVersion(workOrder, version);
    const { equipmentName, assigneeName } = row;
    return { workOrder, names: { equipmentName, assigneeName } };
  }

  /** @param others rows that change with it */
  async save({ workOrder, names }: OpenedWorkOrder, ...others: object[]): Promise<WorkOrderView> {
    await this.unitOfWork.commit(workOrder, ...others, ...pullHistory(workOrder));
    return workOrderView(rowOf(workOrder, names, this.clock.now()), callerRights());
  }

  /** For requests about a part of a work order. @throws DomainError 404 */
  async assertVisible(id: string): Promise<void> {
    if (!(await this.db.one(visibleWorkOrder, { id, user: concernedUser() }))) throw notFound();
  }
}
