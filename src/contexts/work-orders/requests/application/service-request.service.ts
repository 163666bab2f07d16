import { Injectable } from '@nestjs/common';
import { AssetsFacade } from '#contexts/assets';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { callerRights } from '../../orders/application/work-order-caller.js';
import {
  ServiceRequest,
  type NewServiceRequest,
  type ServiceRequestDetails,
} from '../domain/service-request.entity.js';
import { ServiceRequestAccessService } from './service-request-access.service.js';
import type { ServiceRequestExpansion } from './service-request-expansions.js';
import { ServiceRequestNumberService } from './service-request-number.service.js';
import { concernedUser } from './service-request-reach.js';
import {
  requestHistoryList,
  serviceRequestById,
  serviceRequestList,
  visibleServiceRequest,
  type RequestHistoryView,
} from './service-request.queries.js';
import { requestView, type ServiceRequestRow, type ServiceRequestView } from './service-request.view.js';

/** For a machine, a facility, or both when they belong together. */
export type GivenRequest = Omit<NewServiceRequest, 'requestNumber' | 'facilityId' | 'equipmentId'> & {
  readonly facilityId?: string | null;
  readonly equipmentId?: string | null;
};

@Injectable()
export class ServiceRequestService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ServiceRequestAccessService,
    private readonly assets: AssetsFacade,
    private readonly numbers: ServiceRequestNumberService,
  ) {}

  async list(request: ListRequest, expand?: readonly ServiceRequestExpansion[]): Promise<Page<ServiceRequestView>> {
    const fixedFilters = { concerns: concernedUser() };
    const page: Page<ServiceRequestRow> = await this.db.page(serviceRequestList(expand), request, { fixedFilters });
    const mayDo = callerRights();
    return { ...page, data: page.data.map((row) => requestView(row, mayDo)) };
  }

  async get(id: string, expand?: readonly ServiceRequestExpansion[]): Promise<ServiceRequestView> {
    const row = await this.db.one(serviceRequestById(expand), { id, user: concernedUser() });
    if (!row) throw notFound();
    return requestView(row, callerRights());
  }

  history(serviceRequestId: string, request: ListRequest): Promise<Page<RequestHistoryView>> {
    const parent = visibleServiceRequest.bind(currentTenant().schema, { id: serviceRequestId, user: concernedUser() });
    return this.db.page(requestHistoryList, request, { fixedFilters: { serviceRequestId }, parent });
  }

  /** @throws DomainError 422 for a place that the caller does not see */
  async create(given: GivenRequest): Promise<ServiceRequestView> {
    const { facilityId, equipment } = await this.assets.workPlace(given);
    const place = { facilityId, equipmentId: equipment?.id ?? null };
    const id = await this.unitOfWork.transactional(async () => {
      const act = this.access.act();
      const requestNumber = await this.numbers.next(act.at);
      const request = ServiceRequest.create({ ...given, ...place, requestNumber }, act);
      await this.access.save(request);
      return request.id;
    });
    return this.get(id);
  }

  async edit(id: string, version: number, changes: Partial<ServiceRequestDetails>): Promise<ServiceRequestView> {
    await this.access.change(id, (request, act) => {
      assertVersion(request, version);
      request.edit(changes, act);
    });
    return this.get(id);
  }
}
