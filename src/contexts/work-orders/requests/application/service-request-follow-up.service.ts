import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { assertVersion, UnitOfWork } from '#libs/database';
import { TransitionEffectsService } from '../../orders/application/transition-effects.service.js';
import { pullHistory } from '../../orders/domain/work-order-history-entry.entity.js';
import { WorkOrder } from '../../orders/domain/work-order.entity.js';
import type { Rating, ServiceRequest } from '../domain/service-request.entity.js';
import { ServiceRequestAccessService } from './service-request-access.service.js';
import { ServiceRequestService } from './service-request.service.js';
import type { ServiceRequestView } from './service-request.view.js';

/** What follows the completion of the work that was asked for. */
@Injectable()
export class ServiceRequestFollowUpService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ServiceRequestAccessService,
    private readonly effects: TransitionEffectsService,
    private readonly requests: ServiceRequestService,
  ) {}

  /** Reopens the work order, which the requester need not see, with its effects on schedule and machine. */
  async reopen(id: string, version: number, reason: string): Promise<ServiceRequestView> {
    await this.access.change(id, async (request, act) => {
      assertVersion(request, version);
      const workOrder = await this.workOf(request);
      request.reopen(workOrder, reason, act);
      workOrder!.reopen(reason, act);
      await this.unitOfWork.commit(workOrder!, ...pullHistory(workOrder!));
      await this.effects.reopened(workOrder!);
    });
    return this.requests.get(id);
  }

  async rate(id: string, version: number, rating: Rating): Promise<ServiceRequestView> {
    await this.access.change(id, async (request, act) => {
      assertVersion(request, version);
      request.rate(await this.workOf(request), rating, act);
    });
    return this.requests.get(id);
  }

  private async workOf({ workOrderId = null }: ServiceRequest): Promise<WorkOrder | null> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    return workOrderId === null ? null : this.em.findOne(WorkOrder, { id: workOrderId }, lock);
  }
}
