import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { WorkOrderService, type WorkOrderRequest } from '../../orders/application/work-order.service.js';
import type { WorkOrderView } from '../../orders/application/work-order.view.js';
import { WorkOrder } from '../../orders/domain/work-order.entity.js';
import { assertLinkable, workOrderOf } from '../domain/request-conversion.js';
import type { ServiceRequest } from '../domain/service-request.entity.js';
import { ServiceRequestAccessService } from './service-request-access.service.js';
import { ServiceRequestAttachmentService } from './service-request-attachment.service.js';

/** What the work order has differently from the request, or the work order to link it to. */
export type Conversion = Partial<WorkOrderRequest> & { readonly workOrderId?: string | undefined };

/** Makes work of approved requests, once each. Request and work order refer to each other from the same transaction on. */
@Injectable()
export class ServiceRequestConversionService {
  constructor(
    private readonly em: EntityManager,
    private readonly access: ServiceRequestAccessService,
    private readonly workOrders: WorkOrderService,
    private readonly attachments: ServiceRequestAttachmentService,
  ) {}

  /** @throws DomainError 409 unless it is approved, naming the work order of one that has been converted */
  convert(id: string, { workOrderId, ...differing }: Conversion): Promise<WorkOrderView> {
    return this.access.change(id, async (request, act) => {
      request.assertConvertible();
      const workOrder = workOrderId
        ? await this.linked(request, workOrderId)
        : await this.workOrders.create(workOrderOf(request, differing));
      request.convert(workOrder.id, act);
      await this.attachments.carryOver(request, act);
      return workOrder;
    });
  }

  /** Locked, because somebody may be ending it, which tells the requesters that are linked by then. */
  private async linked(request: ServiceRequest, workOrderId: string): Promise<WorkOrderView> {
    const visible = await this.workOrders.visibleAmong([workOrderId]);
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const workOrder = visible.has(workOrderId) ? await this.em.findOne(WorkOrder, { id: workOrderId }, lock) : null;
    assertLinkable(request, workOrder);
    return this.workOrders.get(workOrderId);
  }
}
