import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { atField, notFound, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { WorkOrderAccessService } from '../../orders/application/work-order-access.service.js';
import { concernedUser } from '../../orders/application/work-order-reach.js';
import { assigneeById, visibleWorkOrder } from '../../orders/application/work-order.queries.js';
import { userMayWork } from '../../orders/domain/assignment.js';
import { userNotAssignable } from '../../orders/domain/assignment.errors.js';
import { WorkOrderHistoryEntry, type Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { isOpen } from '../../orders/domain/work-order-status.js';
import { WorkOrder } from '../../orders/domain/work-order.entity.js';
import { closedWorkOrder } from '../../orders/domain/work-order.errors.js';
import { helpsThemselves } from '../domain/crew.errors.js';
import { CrewMember } from '../domain/crew-member.entity.js';
import { helperList, type HelperView } from './crew.queries.js';

/** The helpers of work orders, whose crew is complete when the work ends. */
@Injectable()
export class CrewService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: WorkOrderAccessService,
  ) {}

  list(workOrderId: string, request: ListRequest): Promise<Page<HelperView>> {
    const parent = visibleWorkOrder.bind(currentTenant().schema, { id: workOrderId, user: concernedUser() });
    return this.db.page(helperList, request, { fixedFilters: { workOrderId }, parent });
  }

  /** @throws DomainError 422 for somebody who cannot do work, 409 for the assignee, for one who helps already, and for work that has ended */
  async add(workOrderId: string, userId: string): Promise<HelperView> {
    await this.access.assertVisible(workOrderId);
    const known = (await this.db.one(assigneeById, { assigneeId: userId, teamId: null }))!;
    if (!userMayWork({ userIsActive: known.user_is_active, userRole: known.role }))
      throw refuse(atField(userNotAssignable, '/userId'));
    const id = await this.change(workOrderId, async (workOrder, act) => {
      if (workOrder.assigneeId === userId) throw refuse(helpsThemselves);
      const helper = CrewMember.create(workOrder, userId, act);
      await this.unitOfWork.commit(helper, added(helper, act));
      return helper.id;
    });
    return this.get(workOrderId, id);
  }

  async remove(workOrderId: string, id: string): Promise<void> {
    await this.get(workOrderId, id);
    await this.change(workOrderId, async (workOrder, act) => {
      const helper = await this.em.findOne(CrewMember, { id });
      if (!helper) throw notFound();
      helper.undo(workOrder, act);
      await this.unitOfWork.commit(removed(helper, act));
      await this.unitOfWork.remove(helper);
    });
  }

  /** Locks the work order, so that it does not end meanwhile. */
  private change<T>(id: string, step: (workOrder: WorkOrder, act: Act) => Promise<T>): Promise<T> {
    return this.unitOfWork.transactional(async () => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
      const workOrder = await this.em.findOne(WorkOrder, { id }, lock);
      if (!workOrder) throw notFound();
      if (!isOpen(workOrder.status)) throw closedWorkOrder(workOrder.status);
      return step(workOrder, this.access.act());
    });
  }

  private async get(workOrderId: string, id: string): Promise<HelperView> {
    const { data } = await this.list(workOrderId, { limit: 1, filters: { id } });
    if (!data[0]) throw notFound();
    return data[0];
  }
}

export function added({ workOrderId, userId }: CrewMember, act: Act): WorkOrderHistoryEntry {
  return WorkOrderHistoryEntry.of(workOrderId, act, { action: 'helper_added', newValue: userId });
}

export function removed({ workOrderId, userId }: CrewMember, act: Act): WorkOrderHistoryEntry {
  return WorkOrderHistoryEntry.of(workOrderId, act, { action: 'helper_removed', oldValue: userId });
}
