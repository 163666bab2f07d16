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

/** A work order to act on, with the names that the answer needs. */
export interface OpenedWorkOrder {
  readonly workOrder: WorkOrder;
  readonly names: WorkOrderNames;
}

/** Where every act on a work order begins and ends: opened within the caller's reach, saved with its history, shown as a read would. */
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

  /** @throws DomainError 404 for one that does not concern the caller, 412 when it moved on since the caller saw it */
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

  /** @param others rows that change together with it */
  async save({ workOrder, names }: OpenedWorkOrder, ...others: object[]): Promise<WorkOrderView> {
    await this.unitOfWork.commit(workOrder, ...others, ...pullHistory(workOrder));
    return workOrderView(rowOf(workOrder, names, this.clock.now()), callerRights());
  }

  /** @throws DomainError 404, for what hangs on a work order */
  async assertVisible(id: string): Promise<void> {
    if (!(await this.db.one(visibleWorkOrder, { id, user: concernedUser() }))) throw notFound();
  }
}
