import { Injectable } from '@nestjs/common';
import { CommentAudienceService, type Audience } from './comments/application/comment-audience.service.js';
import type { GenerationReport } from './maintenance/application/generation-report.js';
import {
  MaintenanceGenerationService,
  type GenerationOptions,
} from './maintenance/application/maintenance-generation.service.js';
import type { WorkOrderPeople } from './orders/application/work-order-people.queries.js';
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
    private readonly audience: CommentAudienceService,
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

  /** A work order, and who of these users may read a comment on it, whoever asks. */
  audienceOf(userIds: readonly string[], workOrderId: string, isInternal: boolean): Promise<Audience | undefined> {
    return this.audience.among(userIds, workOrderId, isInternal);
  }

  /** Who has a work order and who made it, whoever asks. */
  peopleOf(workOrderId: string): Promise<WorkOrderPeople | undefined> {
    return this.workOrders.peopleOf(workOrderId);
  }

  /** Whom a comment mentions, whoever asks; undefined once it is deleted. */
  mentionedIn(commentId: string): Promise<readonly string[] | undefined> {
    return this.audience.mentionedIn(commentId);
  }

  /** Makes the due work orders of the current tenant, as of the given time or now. */
  generateMaintenance(options: GenerationOptions = {}): Promise<GenerationReport> {
    return this.generation.generateNow(options);
  }
}
