import { Injectable } from '@nestjs/common';
import {
  WorkOrdersFacade,
  type LinkedRequest,
  type ServiceRequestMessagePosted,
  type ServiceRequestMoved,
  type WorkOrderMoved,
} from '#contexts/work-orders';
import type { DomainEvent } from '#libs/kernel';
import { linkTo, type Concern } from './concern.js';
import type { RequestStep } from './request-texts.js';

/** Whom events of service requests concern. */
@Injectable()
export class RequestRecipientsService {
  constructor(private readonly workOrders: WorkOrdersFacade) {}

  /** Who made the request. */
  requester({ aggregateId, payload }: DomainEvent<ServiceRequestMoved>): Concern<RequestStep>[] {
    const { requestNumber, title, requestedById, reason } = payload;
    return concerning([requestedById], { id: aggregateId, requestNumber, title }, reason);
  }

  /** Of all requests that have led to the work order, duplicates included: without the reason, which was not written for all of them. */
  async requestersOf({ aggregateId }: DomainEvent<WorkOrderMoved>): Promise<Concern<RequestStep>[]> {
    const requests = await this.workOrders.requestsOf(aggregateId);
    return requests.flatMap((request) => concerning([request.requestedById], request, null));
  }

  /** The requester of what staff write, and staff who take part of what the requester writes; nobody of internal notes. */
  async otherSide({ aggregateId, payload }: DomainEvent<ServiceRequestMessagePosted>): Promise<Concern<RequestStep>[]> {
    const request = payload.isInternal ? undefined : await this.workOrders.conversationOf(aggregateId);
    if (!request) return [];
    const { requestedById, reviewedById, writerIds } = request;
    const staff = [reviewedById, ...writerIds].filter((id) => id !== requestedById);
    return concerning(payload.byId === requestedById ? staff : [requestedById], request, null);
  }
}

function concerning(
  people: readonly (string | null)[],
  { id, requestNumber, title }: Pick<LinkedRequest, 'id' | 'requestNumber' | 'title'>,
  reason: string | null,
): Concern<RequestStep>[] {
  const userIds = people.filter((each) => each !== null);
  return [{ userIds, data: { request: { requestNumber, title }, reason }, link: linkTo('service_request', id) }];
}
