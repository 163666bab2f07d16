import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { FilesFacade, withLinks, type WithFile } from '#contexts/files';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { SharedUploadService } from '../../attachments/application/shared-upload.service.js';
import { isPicture } from '../../attachments/domain/attachment-kind.js';
import { assertRemovable } from '../../attachments/domain/attachment-removal.js';
import { assertMay, callerRights } from '../../orders/application/work-order-caller.js';
import { WorkOrderHistoryEntry, type Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { ServiceRequestAttachment, type RequestAttachmentFacts } from '../domain/service-request-attachment.entity.js';
import { noteRequestHistory } from '../domain/service-request-history-entry.entity.js';
import type { ServiceRequest } from '../domain/service-request.entity.js';
import { ServiceRequestAccessService } from './service-request-access.service.js';
import { requestAttachmentList, type RequestAttachmentRow } from './service-request-attachment.queries.js';
import { NOTES } from './service-request-message.service.js';
import { concernedUser } from './service-request-reach.js';
import { visibleServiceRequest } from './service-request.queries.js';

export type RequestAttachmentView = WithFile<RequestAttachmentRow>;

/** For attachments of others, whenever they were added. */
const REMOVE_ANY = 'service_requests:remove_attachments';

/** Files of service requests. The work order of a request shows them too, and keeps them when they are removed here. */
@Injectable()
export class ServiceRequestAttachmentService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ServiceRequestAccessService,
    private readonly files: FilesFacade,
    private readonly uploads: SharedUploadService,
  ) {}

  async list(serviceRequestId: string, request: ListRequest): Promise<Page<RequestAttachmentView>> {
    const parent = visibleServiceRequest.bind(currentTenant().schema, { id: serviceRequestId, user: concernedUser() });
    const withoutInternal = callerRights()(NOTES) ? {} : { isInternal: false };
    const fixedFilters = { serviceRequestId, ...withoutInternal };
    const page = await this.db.page(requestAttachmentList, request, { fixedFilters, parent });
    return { ...page, data: page.data.map((row) => withLinks(row, this.files)) };
  }

  /** @throws DomainError 404, also for one of another request, and for one that the caller may not see */
  async get(serviceRequestId: string, id: string): Promise<RequestAttachmentView> {
    const { data } = await this.list(serviceRequestId, { limit: 1, filters: { id } });
    if (!data[0]) throw notFound();
    return data[0];
  }

  /** @throws DomainError 403 for an internal one of somebody who may not see them, 422 for a wrong upload, 409 for one that is attached already */
  async add(serviceRequestId: string, given: RequestAttachmentFacts): Promise<RequestAttachmentView> {
    const id = await this.access.change(serviceRequestId, async (request, act) => {
      if (given.isInternal) assertMay(NOTES);
      const attachment = ServiceRequestAttachment.create(serviceRequestId, given, act);
      const owner = { type: 'service_request', id: serviceRequestId, imagesOnly: isPicture(given.kind) };
      await this.files.attach(given.uploadId, owner);
      await this.unitOfWork.commit(attachment);
      noteRequestHistory(request, act, { action: 'attachment_added', newValue: attachment.id });
      await this.show([attachment], request, act);
      return attachment.id;
    });
    return this.get(serviceRequestId, id);
  }

  /** All that the request has, at the work order that it has become. Joins the transaction of the conversion. */
  async carryOver(request: ServiceRequest, act: Act): Promise<void> {
    const attachments = await this.em.find(
      ServiceRequestAttachment,
      { serviceRequestId: request.id },
      { orderBy: { createdAt: 'asc', id: 'asc' } },
    );
    await this.show(attachments, request, act);
  }

  async remove(serviceRequestId: string, id: string): Promise<void> {
    await this.get(serviceRequestId, id);
    await this.access.change(serviceRequestId, async (request, act) => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
      const attachment = await this.em.findOne(ServiceRequestAttachment, { id }, lock);
      if (!attachment) throw notFound();
      if (!callerRights()(REMOVE_ANY)) assertRemovable(attachment, act);
      attachment.undo(act);
      noteRequestHistory(request, act, { action: 'attachment_removed', oldValue: id });
      await this.unitOfWork.remove(attachment);
      await this.uploads.release(attachment.uploadId);
    });
  }

  private async show(attachments: readonly ServiceRequestAttachment[], { workOrderId }: ServiceRequest, act: Act) {
    if (!workOrderId) return;
    const shown = attachments.map((attachment) => attachment.at(workOrderId, act));
    const lines = shown.map(({ id }) =>
      WorkOrderHistoryEntry.of(workOrderId, act, { action: 'attachment_added', newValue: id }),
    );
    await this.unitOfWork.commit(...shown, ...lines);
  }
}
