import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { DomainError } from '#libs/kernel';
import { WorkOrderComment } from '../domain/work-order-comment.entity.js';
import { WorkOrderDesk } from './work-order-desk.service.js';
import { commentList, historyList, type CommentView, type HistoryEntryView } from './work-order-history.queries.js';

/** What is written about a work order, by the program and by people. */
@Injectable()
export class WorkOrderRecord {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly desk: WorkOrderDesk,
  ) {}

  async history(workOrderId: string, request: ListRequest): Promise<Page<HistoryEntryView>> {
    const filters = { ...request.filters, workOrderId };
    const [page] = await Promise.all([
      this.db.page(historyList, { ...request, filters }),
      this.desk.assertVisible(workOrderId),
    ]);
    return page;
  }

  async comments(workOrderId: string, request: ListRequest): Promise<Page<CommentView>> {
    const filters = { ...request.filters, workOrderId };
    const [page] = await Promise.all([
      this.db.page(commentList, { ...request, filters }),
      this.desk.assertVisible(workOrderId),
    ]);
    return page;
  }

  async comment(workOrderId: string, text: string): Promise<CommentView> {
    await this.desk.assertVisible(workOrderId);
    const { by, at } = this.desk.act();
    if (by === null) throw new DomainError('auth.forbidden', 'forbidden', 'Only people comment.');
    const comment = WorkOrderComment.create(workOrderId, by, text, at);
    await this.unitOfWork.commit(comment);
    const page = await this.db.page(commentList, { limit: 1, filters: { id: comment.id } });
    return page.data[0]!;
  }
}
