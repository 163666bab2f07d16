import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { forbidden, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { assertMay, callerRights } from '../../orders/application/work-order-caller.js';
import { ServiceRequestMessage, type NewMessage } from '../domain/service-request-message.entity.js';
import { ServiceRequestAccessService } from './service-request-access.service.js';
import { messageList, type MessageView } from './service-request-message.queries.js';
import { concernedUser } from './service-request-reach.js';
import { visibleServiceRequest } from './service-request.queries.js';

/** For internal notes, which requesters never see. */
export const NOTES = 'service_requests:note';

/** The conversation about a request between its requester and staff. */
@Injectable()
export class ServiceRequestMessageService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ServiceRequestAccessService,
  ) {}

  list(serviceRequestId: string, request: ListRequest): Promise<Page<MessageView>> {
    const parent = visibleServiceRequest.bind(currentTenant().schema, { id: serviceRequestId, user: concernedUser() });
    const withoutNotes = callerRights()(NOTES) ? {} : { isInternal: false };
    return this.db.page(messageList, request, { fixedFilters: { serviceRequestId, ...withoutNotes }, parent });
  }

  /** @throws DomainError 403 for an internal note of somebody who may not see them */
  async post(serviceRequestId: string, given: NewMessage): Promise<MessageView> {
    await this.access.assertVisible(serviceRequestId);
    if (given.isInternal) assertMay(NOTES);
    const { by, at } = this.access.act();
    if (by === null) throw refuse(forbidden, { detail: 'Only users may write messages.' });
    const message = ServiceRequestMessage.create(serviceRequestId, given, { by, at });
    await this.unitOfWork.commit(message);
    const page = await this.db.page(messageList, { limit: 1, filters: { id: message.id } });
    return page.data[0]!;
  }
}
