import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { atField, forbidden, notFound, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { WorkOrderAccessService } from '../../orders/application/work-order-access.service.js';
import { assertMay, callerRights } from '../../orders/application/work-order-caller.js';
import { concernedUser } from '../../orders/application/work-order-reach.js';
import { visibleWorkOrder } from '../../orders/application/work-order.queries.js';
import { WorkOrderHistoryEntry } from '../../orders/domain/work-order-history-entry.entity.js';
import { unknownMention } from '../domain/comment.errors.js';
import { WorkOrderComment, type CommentText, type NewComment } from '../domain/work-order-comment.entity.js';
import { activeAmong, commentById, commentList, commentView, type CommentView } from './work-order-comment.queries.js';

/** For comments that customers do not see. */
export const NOTES = 'work_orders:note';

/** Comments on work orders. A change is a line of the history, which names the id alone: customers read it too. */
@Injectable()
export class WorkOrderCommentService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: WorkOrderAccessService,
  ) {}

  list(workOrderId: string, request: ListRequest): Promise<Page<CommentView>> {
    const parent = visibleWorkOrder.bind(currentTenant().schema, { id: workOrderId, user: concernedUser() });
    const withoutNotes = callerRights()(NOTES) ? {} : { isInternal: false };
    return this.db.page(commentList, request, { fixedFilters: { workOrderId, ...withoutNotes }, parent });
  }

  /** @throws DomainError 404, also for one of another work order, and for a note of staff that the caller does not see */
  async get(workOrderId: string, id: string): Promise<CommentView> {
    const withNotes = callerRights()(NOTES);
    const row = await this.db.one(commentById, { id, workOrderId, withNotes, user: concernedUser() });
    if (!row) throw notFound();
    return commentView(row);
  }

  /** @throws DomainError 403 for a note of somebody who may not see them, 422 for mentions of unknown users */
  async add(workOrderId: string, given: NewComment): Promise<CommentView> {
    await this.access.assertVisible(workOrderId);
    if (given.isInternal) assertMay(NOTES);
    await this.assertKnown(given.mentions);
    const { by, at } = this.access.act();
    if (by === null) throw refuse(forbidden, { detail: 'Only users may comment.' });
    const comment = WorkOrderComment.create(workOrderId, given, { by, at });
    await this.unitOfWork.commit(comment);
    return this.get(workOrderId, comment.id);
  }

  async edit(workOrderId: string, id: string, version: number, changes: Partial<CommentText>): Promise<CommentView> {
    const comment = await this.open(workOrderId, id, version);
    await this.assertKnown((changes.mentions ?? []).filter((each) => !comment.mentions.includes(each)));
    if (comment.edit(changes)) await this.unitOfWork.commit(comment, this.entry(comment, 'comment_changed', id));
    return this.get(workOrderId, id);
  }

  async remove(workOrderId: string, id: string, version: number): Promise<void> {
    const comment = await this.open(workOrderId, id, version);
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.commit(this.entry(comment, 'comment_deleted', null));
      await this.unitOfWork.remove(comment);
    });
  }

  private async open(workOrderId: string, id: string, version: number): Promise<WorkOrderComment> {
    await this.get(workOrderId, id);
    const comment = await this.em.findOne(WorkOrderComment, { id });
    if (!comment) throw notFound();
    comment.assertChangeable(this.access.act());
    assertVersion(comment, version);
    return comment;
  }

  private async assertKnown(mentions: readonly string[]): Promise<void> {
    if (mentions.length === 0) return;
    const known = new Set((await this.db.run(activeAmong, { ids: mentions })).map(({ id }) => id));
    const index = mentions.findIndex((id) => !known.has(id));
    if (index >= 0) throw refuse(atField(unknownMention, `/mentions/${index}`));
  }

  private entry({ id, workOrderId }: WorkOrderComment, action: string, newValue: string | null): WorkOrderHistoryEntry {
    return WorkOrderHistoryEntry.of(workOrderId, this.access.act(), { action, oldValue: id, newValue });
  }
}
