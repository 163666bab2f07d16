import { Injectable } from '@nestjs/common';
import {
  WorkOrdersFacade,
  type ServiceRequestMessagePosted,
  type ServiceRequestMoved,
  type WorkOrderMoved,
} from '#contexts/work-orders';
import { TenantDb } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import { NotificationService } from './notification.service.js';
import { activeRecipients } from './recipient.queries.js';
import { stepTaken, type AboutRequest } from './request-notice.js';

/** Tells requesters what becomes of their requests, but nobody about their own action. */
@Injectable()
export class RequestNoticeService {
  constructor(
    private readonly notifications: NotificationService,
    private readonly workOrders: WorkOrdersFacade,
    private readonly db: TenantDb,
  ) {}

  tellRequester({ type, aggregateId, payload }: DomainEvent<ServiceRequestMoved>): Promise<void> {
    const { requestNumber, title, requestedById, byId, reason } = payload;
    return this.tell(requestedById, byId, type, { id: aggregateId, requestNumber, title }, reason);
  }

  /** Of all requests that have led to the work order, duplicates included: without the reason, which was not written for all of them. */
  async tellRequestersOf({ type, aggregateId, payload }: DomainEvent<WorkOrderMoved>): Promise<void> {
    for (const request of await this.workOrders.requestsOf(aggregateId))
      await this.tell(request.requestedById, payload.byId, type, request, null);
  }

  /** The requester of what staff write, and staff who take part of what the requester writes; nobody of internal notes. */
  async tellOfMessage({ type, aggregateId, payload }: DomainEvent<ServiceRequestMessagePosted>): Promise<void> {
    const request = payload.isInternal ? undefined : await this.workOrders.conversationOf(aggregateId);
    if (!request) return;
    const { requestedById, reviewedById, writerIds } = request;
    const staff = new Set([reviewedById, ...writerIds].filter((id) => id !== requestedById));
    const told = payload.byId === requestedById ? staff : [requestedById];
    for (const userId of told) await this.tell(userId, payload.byId, type, request, null);
  }

  private async tell(
    userId: string | null,
    byId: string | null,
    eventType: string,
    request: AboutRequest,
    reason: string | null,
  ): Promise<void> {
    if (userId === null || userId === byId) return;
    if ((await this.db.run(activeRecipients, { userId, teamId: null })).length === 0) return;
    await this.notifications.notify(stepTaken(eventType, request, userId, reason));
  }
}
