import { Injectable } from '@nestjs/common';
import type { GenerationReport } from './maintenance/application/generation-report.js';
import {
  MaintenanceGenerationService,
  type GenerationOptions,
} from './maintenance/application/maintenance-generation.service.js';
import { WorkOrderService } from './orders/application/work-order.service.js';
import type { Conversation, LinkedRequest } from './requests/application/service-request-sight.service.js';
import { ServiceRequestSightService } from './requests/application/service-request-sight.service.js';

/** What other contexts may ask or command. */
@Injectable()
export class WorkOrdersFacade {
  constructor(
    private readonly generation: MaintenanceGenerationService,
    private readonly workOrders: WorkOrderService,
    private readonly requests: ServiceRequestSightService,
  ) {}

  /** Which of these work orders the caller may read; without a query for callers who may read all. */
  visible(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.workOrders.visibleAmong(ids);
  }

  /** The same for service requests. */
  visibleRequests(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.requests.visibleAmong(ids);
  }

  /** The service requests that have led to a work order, whoever asks. */
  requestsOf(workOrderId: string): Promise<readonly LinkedRequest[]> {
    return this.requests.linkedTo(workOrderId);
  }

  /** A service request and who takes part in it, whoever asks. */
  conversationOf(serviceRequestId: string): Promise<Conversation | undefined> {
    return this.requests.conversationOf(serviceRequestId);
  }

  /** Makes the due work orders of the current tenant, as of the given time or now. */
  generateMaintenance(options: GenerationOptions = {}): Promise<GenerationReport> {
    return this.generation.generateNow(options);
  }
}
