import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { FilesFacade, withLinks, type WithFile } from '#contexts/files';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant, limitedTo } from '#libs/request-context';
import { NOTES } from '../../comments/application/work-order-comment.service.js';
import { WorkOrderAccessService } from '../../orders/application/work-order-access.service.js';
import { assertMay, callerRights } from '../../orders/application/work-order-caller.js';
import { concernedUser } from '../../orders/application/work-order-reach.js';
import { visibleWorkOrder } from '../../orders/application/work-order.queries.js';
import { WorkOrderHistoryEntry } from '../../orders/domain/work-order-history-entry.entity.js';
import { isPicture } from '../domain/attachment-kind.js';
import { assertRemovable } from '../domain/attachment-removal.js';
import { WorkOrderAttachment, type AttachmentFacts } from '../domain/work-order-attachment.entity.js';
import { SharedUploadService } from './shared-upload.service.js';
import { attachmentList, type AttachmentRow } from './work-order-attachment.queries.js';

export type AttachmentView = WithFile<AttachmentRow>;

/** For attachments of others, whenever they were added. */
const REMOVE_ANY = 'work_orders:remove_attachments';

/** Files of work orders. Their history names ids alone: customers read it too. */
@Injectable()
export class WorkOrderAttachmentService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: WorkOrderAccessService,
    private readonly files: FilesFacade,
    private readonly uploads: SharedUploadService,
  ) {}

  async list(workOrderId: string, request: ListRequest): Promise<Page<AttachmentView>> {
    const parent = visibleWorkOrder.bind(currentTenant().schema, { id: workOrderId, user: concernedUser() });
    const fixedFilters = { workOrderId, customer: limitedTo(NOTES) };
    const page = await this.db.page(attachmentList, request, { fixedFilters, parent });
    return { ...page, data: page.data.map((row) => withLinks(row, this.files)) };
  }

  /** @throws DomainError 404, also for one of another work order, and for one that the caller may not see */
  async get(workOrderId: string, id: string): Promise<AttachmentView> {
    const { data } = await this.list(workOrderId, { limit: 1, filters: { id } });
    if (!data[0]) throw notFound();
    return data[0];
  }

  /** @throws DomainError 403 for an internal one of somebody who may not see them, 422 for a wrong upload, 409 for one that is attached already */
  async add(workOrderId: string, given: AttachmentFacts): Promise<AttachmentView> {
    await this.access.assertVisible(workOrderId);
    if (given.isInternal) assertMay(NOTES);
    const act = this.access.act();
    const attachment = WorkOrderAttachment.create(workOrderId, given, { uploadedById: act.by }, act);
    const line = { action: 'attachment_added', newValue: attachment.id };
    await this.unitOfWork.transactional(async () => {
      const owner = { type: 'work_order', id: workOrderId, imagesOnly: isPicture(given.kind) };
      await this.files.attach(given.uploadId, owner);
      await this.unitOfWork.commit(attachment, WorkOrderHistoryEntry.of(workOrderId, act, line));
    });
    return this.get(workOrderId, attachment.id);
  }

  async remove(workOrderId: string, id: string): Promise<void> {
    await this.get(workOrderId, id);
    const act = this.access.act();
    await this.unitOfWork.transactional(async () => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
      const attachment = await this.em.findOne(WorkOrderAttachment, { id }, lock);
      if (!attachment) throw notFound();
      if (!callerRights()(REMOVE_ANY)) assertRemovable(attachment, act);
      attachment.undo(act);
      const line = { action: 'attachment_removed', oldValue: id };
      await this.unitOfWork.commit(WorkOrderHistoryEntry.of(workOrderId, act, line));
      await this.unitOfWork.remove(attachment);
      await this.uploads.release(attachment.uploadId);
    });
  }
}
