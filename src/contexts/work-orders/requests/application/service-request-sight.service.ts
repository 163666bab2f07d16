import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { concernedUser } from './service-request-reach.js';
import { conversationOf } from './service-request-message.queries.js';
import { requestsOfWorkOrder, visibleRequestsAmong } from './service-request.queries.js';

export type LinkedRequest = (typeof requestsOfWorkOrder)['row'];
export type Conversation = (typeof conversationOf)['row'];

/** What other contexts ask about requests: who may see which, and what work they have led to. */
@Injectable()
export class ServiceRequestSightService {
  constructor(private readonly db: TenantDb) {}

  /** Which of these the caller may read; without a query for callers who may read all. */
  async visibleAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const user = concernedUser();
    if (user === null || ids.length === 0) return new Set(ids);
    return new Set((await this.db.run(visibleRequestsAmong, { ids, user })).map(({ id }) => id));
  }

  linkedTo(workOrderId: string): Promise<readonly LinkedRequest[]> {
    return this.db.run(requestsOfWorkOrder, { workOrderId });
  }

  conversationOf(id: string): Promise<Conversation | undefined> {
    return this.db.one(conversationOf, { id });
  }
}
