import { Injectable } from '@nestjs/common';
import { IdentityFacade } from '#contexts/identity';
import { TenantDb } from '#libs/database';
import { audienceOf, mentionedIn } from './comment-audience.queries.js';
import { NOTES } from './work-order-comment.service.js';

export interface Audience {
  readonly workOrderNumber: string;
  readonly title: string;
  /** Those of the users who may read the comment. */
  readonly readerIds: readonly string[];
}

/** Who may read a comment, whoever asks. */
@Injectable()
export class CommentAudienceService {
  constructor(
    private readonly db: TenantDb,
    private readonly identity: IdentityFacade,
  ) {}

  /** @returns undefined for a work order that is gone */
  async among(userIds: readonly string[], workOrderId: string, isInternal: boolean): Promise<Audience | undefined> {
    const [found, readers, all, staff] = await Promise.all([
      this.db.one(audienceOf, { workOrderId, userIds }),
      this.identity.usersWith('work_orders:read'),
      this.identity.usersWith('work_orders:read_all'),
      isInternal ? this.identity.usersWith(NOTES) : userIds,
    ]);
    if (!found) return undefined;
    const { concernedIds, ...workOrder } = found;
    const mayRead = (id: string) =>
      readers.includes(id) && staff.includes(id) && (all.includes(id) || concernedIds.includes(id));
    return { ...workOrder, readerIds: userIds.filter(mayRead) };
  }

  /** Whom a comment mentions; undefined once it is deleted. */
  async mentionedIn(commentId: string): Promise<readonly string[] | undefined> {
    return (await this.db.one(mentionedIn, { commentId }))?.userIds;
  }
}
