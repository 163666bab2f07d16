import { Injectable } from '@nestjs/common';
import { assertVersion } from '#libs/database';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import type { ServiceRequest } from '../domain/service-request.entity.js';
import { ServiceRequestAccessService } from './service-request-access.service.js';
import { ServiceRequestService } from './service-request.service.js';
import type { ServiceRequestView } from './service-request.view.js';

/** Decides what becomes of pending requests. */
@Injectable()
export class ServiceRequestReviewService {
  constructor(
    private readonly access: ServiceRequestAccessService,
    private readonly requests: ServiceRequestService,
  ) {}

  approve(id: string, version: number): Promise<ServiceRequestView> {
    return this.decide(id, version, (request, act) => request.approve(act));
  }

  reject(id: string, version: number, reason: string): Promise<ServiceRequestView> {
    return this.decide(id, version, (request, act) => request.reject(reason, act));
  }

  private async decide(id: string, version: number, decision: (request: ServiceRequest, act: Act) => void) {
    await this.access.change(id, (request, act) => {
      assertVersion(request, version);
      decision(request, act);
    });
    return this.requests.get(id);
  }
}
