import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type ListRequest, type Page, type Statement } from '#libs/database';
import { forbidden, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { WorkOrderComment } from '../domain/work-order-comment.entity.js';
import { WorkOrderAccessService } from './work-order-access.service.js';
import { commentList, historyList, type CommentView, type HistoryEntryView } from './work-order-history.queries.js';
import { concernedUser } from './work-order-reach.js';
import { visibleWorkOrder } from './work-order.queries.js';

/** What is written about a work order, by the program and by people. */
@Injectable()
export class WorkOrderRecordService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: WorkOrderAccessService,
  ) {}

  history(workOrderId: string, request: ListRequest): Promise<Page<HistoryEntryView>> {
    const filters = { ...request.filters, workOrderId };
    return this.db.page(historyList, { ...request, filters }, visible(workOrderId));
  }

  comments(workOrderId: string, request: ListRequest): Promise<Page<CommentView>> {
    const filters = { ...request.filters, workOrderId };
    return this.db.page(commentList, { ...request, filters }, visible(workOrderId));
  }

  async comment(workOrderId: string, text: string): Promise<CommentView> {
    await this.access.assertVisible(workOrderId);
    const { by, at } = this.access.act();
    if (by === null) throw refuse(forbidden, { detail: 'Only people comment.' });
    const comment = WorkOrderComment.create(workOrderId, by, text, at);
    await this.unitOfWork.commit(comment);
    const page = await this.db.page(commentList, { limit: 1, filters: { id: comment.id } });
    return page.data[0]!;
  }
}

/** The work order, where it concerns the caller. */
function visible(id: string): Statement {
  return visibleWorkOrder.bind(currentTenant().schema, { id, user: concernedUser() });
}
