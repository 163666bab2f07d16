import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';
import { recordEvent, refuse, uuidv7 } from '#libs/kernel';
import { workOrderCommented, workOrderMentioned } from '../../events.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { commentChangedTooLate, commentOfAnother } from './comment.errors.js';

export const WorkOrderCommentSchema = defineEntity({
  name: 'WorkOrderComment',
  tableName: 'task_comments',
  schema: '*',
  properties: {
    ...versioned,
    workOrderId: p.uuid().fieldName('task_id').hidden(),
    userId: p.uuid(),
    comment: p.text(),
    isInternal: p.boolean(),
    mentions: p.array().columnType('uuid[]'),
  },
});

const CHANGEABLE_MINUTES = 15;

/** Until when whoever wrote a comment can change or delete it. */
export function changeableUntil(createdAt: Date): Date {
  return new Date(createdAt.getTime() + CHANGEABLE_MINUTES * 60_000);
}

export interface CommentText {
  readonly comment: string;
  /** Ids of users. */
  readonly mentions: readonly string[];
}

export interface NewComment extends CommentText {
  /** For staff alone. */
  readonly isInternal: boolean;
}

/** What somebody wrote about a work order. Mentions are told to the mentioned once, however often the comment changes. */
export class WorkOrderComment extends WorkOrderCommentSchema.class {
  static create(workOrderId: string, { mentions, ...given }: NewComment, { by, at }: Act & { by: string }) {
    const written = { id: uuidv7(), workOrderId, userId: by, ...given, mentions: [...mentions], createdAt: at };
    const comment = Object.assign(new WorkOrderComment(), written);
    const { id: commentId, isInternal } = comment;
    recordEvent(comment, workOrderCommented.create(workOrderId, { commentId, isInternal, byId: by }));
    comment.tell(mentions);
    return comment;
  }

  /** @returns whether anything differs */
  edit({ comment = this.comment, mentions = this.mentions }: Partial<CommentText>): boolean {
    const added = mentions.filter((id) => !this.mentions.includes(id));
    const isSame = comment === this.comment && added.length === 0 && mentions.length === this.mentions.length;
    if (isSame) return false;
    Object.assign(this, { comment, mentions: [...mentions] });
    this.tell(added);
    return true;
  }

  /** @throws DomainError 403 for somebody else's, 409 for one of more than 15 minutes ago */
  assertChangeable({ by, at }: Act): void {
    if (by !== this.userId) throw refuse(commentOfAnother);
    const until = changeableUntil(this.createdAt);
    if (at > until) throw refuse(commentChangedTooLate, { members: { changeableUntil: until.toISOString() } });
  }

  /** Nobody is told of a mention by themselves. */
  private tell(mentions: readonly string[]): void {
    const userIds = mentions.filter((id) => id !== this.userId);
    if (userIds.length === 0) return;
    const { id: commentId, isInternal, userId: byId } = this;
    recordEvent(this, workOrderMentioned.create(this.workOrderId, { commentId, isInternal, userIds, byId }));
  }
}
WorkOrderCommentSchema.setClass(WorkOrderComment);
