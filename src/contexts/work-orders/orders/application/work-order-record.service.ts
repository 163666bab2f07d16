import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type ListRequest, type Page, type Statement } from '#libs/database';
import { forbidden, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { WorkOrderComment } from '../domain/work-order-comment.entity.js';
import { WorkOrderAccessService } from './work-order-access.service.js';
import { commentList, historyList, type CommentView, type HistoryEntryView } from './work-order-history.queries.js';
import { concernedUser } from './work-order-reach.js';
import { visibleWorkOrder } from './work-order.queries.js';

/** The history of a work order, and the comments on it. */
@Injectable()
export class WorkOrderRecordService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: WorkOrderAccessService,
  ) {}

  history(workOrderId: string, request: ListRequest): Promise<Page<HistoryEntryView>> {
    return this.db.page(historyList, request, { fixedFilters: { workOrderId }, parent: visible(workOrderId) });
  }

  comments(workOrderId: string, request: ListRequest): Promise<Page<CommentView>> {
    return this.db.page(commentList, request, { fixedFilters: { workOrderId }, parent: visible(workOrderId) });
  }

  async comment(workOrderId: string, text: string): Promise<CommentView> {
    await this.access.assertVisible(workOrderId);
    const { by, at } = this.access.act();
    if (by === null) throw refuse(forbidden, { detail: 'Only users may comment.' });
    const comment = WorkOrderComment.create(workOrderId, by, text, at);
    await this.unitOfWork.commit(comment);
    const page = await this.db.page(commentList, { limit: 1, filters: { id: comment.id } });
    return page.data[0]!;
  }
}

/** Selects the work order if the caller may see it. */
function visible(id: string): Statement {
  return visibleWorkOrder.bind(currentTenant().schema, { id, user: concernedUser() });
}
