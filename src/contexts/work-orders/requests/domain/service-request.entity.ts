import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, nullsOf, versioned } from '#libs/columns';
import { recordEvent, refuse, uuidv7 } from '#libs/kernel';
import { unknownEquipment, unknownFacility } from '../../../assets/assets.refusals.js';
import {
  serviceRequestApproved,
  serviceRequestConverted,
  serviceRequestCreated,
  serviceRequestRated,
  serviceRequestRejected,
  serviceRequestReopened,
  serviceRequestUpdated,
  type ServiceRequestFacts,
} from '../../events.js';
import { editHistory } from '../../orders/domain/work-order-edit.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import type { WorkOrderPriority } from '../../orders/domain/work-order-kinds.js';
import { noteRequestHistory } from './service-request-history-entry.entity.js';
import { requestDefaults } from './service-request-defaults.js';
import { notTheRequester } from './follow-up.errors.js';
import { assertReopenable, ratingTime, type WorkDone } from './request-follow-up.js';
import { transitionOf, type ServiceRequestCommand, type ServiceRequestStatus } from './service-request-status.js';
import {
  alreadyConverted,
  invalidRequestTransition,
  notPending,
  rejectionReasonRequired,
} from './service-request.errors.js';

/** What may be changed while the request is pending. */
const details = {
  title: p.string(),
  description: p.text(),
  serviceType: p.string().nullable(),
  priority: p.string().$type<WorkOrderPriority>(),
  contactName: p.string().nullable(),
  contactEmail: p.string().nullable(),
  contactPhone: p.string().nullable(),
};

const columns = {
  ...versioned,
  requestNumber: p.string(),
  ...details,
  facilityId: p.uuid().nullable(),
  equipmentId: p.uuid().nullable(),
  status: p.string().$type<ServiceRequestStatus>(),
  requestedById: p.uuid().nullable().fieldName('requested_by'),
  reviewedById: p.uuid().nullable().fieldName('reviewed_by'),
  reviewedAt: p.datetime().nullable(),
  rejectionReason: p.text().nullable(),
  workOrderId: p.uuid().nullable().fieldName('converted_task_id'),
  convertedAt: p.datetime().nullable(),
  rating: p.integer().nullable(),
  ratingComment: p.text().nullable(),
  ratedAt: p.datetime().nullable(),
};

export const ServiceRequestSchema = defineEntity({
  name: 'ServiceRequest',
  tableName: 'service_requests',
  schema: '*',
  properties: columns,
});

export type ServiceRequestDetails = Pick<InferEntity<typeof ServiceRequestSchema>, keyof typeof details>;

export type NewServiceRequest = Partial<ServiceRequestDetails> &
  Pick<ServiceRequestDetails, 'title' | 'description'> & {
    readonly requestNumber: string;
    readonly facilityId: string;
    readonly equipmentId: string | null;
  };

/** How content the requester is, from 1, bad, to 5. */
export interface Rating {
  readonly rating: number;
  readonly comment: string | null;
}

const moveEvents = {
  approve: serviceRequestApproved,
  reject: serviceRequestRejected,
  convert: serviceRequestConverted,
} as const;

/** What somebody asks for; it becomes work once somebody approves it. Every change adds history and an event. */
export class ServiceRequest extends ServiceRequestSchema.class {
  static create(given: NewServiceRequest, act: Act): ServiceRequest {
    const state = { id: uuidv7(), status: 'pending', requestedById: act.by } as const;
    const request = Object.assign(new ServiceRequest(), {
      ...nullsOf(columns),
      ...requestDefaults,
      ...given,
      ...state,
    });
    noteRequestHistory(request, act, { action: 'created', newValue: request.status });
    recordEvent(request, serviceRequestCreated.create(request.id, request.facts(act)));
    return request;
  }

  /** @throws DomainError 409 once it is no longer pending */
  edit(changes: Partial<ServiceRequestDetails>, act: Act): void {
    if (this.status !== 'pending') throw notPending(this.status);
    const lines = editHistory(this, changes);
    if (lines.size === 0) return;
    Object.assign(this, changes);
    for (const line of lines.values()) noteRequestHistory(this, act, line);
    recordEvent(this, serviceRequestUpdated.create(this.id, { ...this.facts(act), changed: [...lines.keys()] }));
  }

  approve(act: Act): void {
    this.move('approve', act, { reviewedById: act.by, reviewedAt: act.at });
  }

  reject(reason: string, act: Act): void {
    this.move('reject', act, { reviewedById: act.by, reviewedAt: act.at, rejectionReason: reason }, reason);
  }

  /** @param workOrderId what the request became, or another one that does what it asks for */
  convert(workOrderId: string, act: Act): void {
    this.assertConvertible();
    this.move('convert', act, { workOrderId, convertedAt: act.at });
  }

  /** @throws DomainError 409 that names the work order of a request that has one */
  assertConvertible(): void {
    const { status, workOrderId } = this;
    if (status === 'converted_to_task') throw refuse(alreadyConverted, { members: { workOrderId } });
    if (!transitionOf('convert').from.includes(status)) throw invalidRequestTransition(status, 'convert');
  }

  /** Changes nothing but its history: the work is taken up again. @throws DomainError 409 for work that is not completed, or too long ago */
  reopen(work: WorkDone | null, reason: string, act: Act): void {
    assertReopenable(work, act.at);
    noteRequestHistory(this, act, { action: 'reopened', notes: reason });
    recordEvent(this, serviceRequestReopened.create(this.id, { ...this.facts(act), from: this.status, reason }));
  }

  /** @throws DomainError 403 for anybody but the requester; 409 for work that is not completed, or a rating that is final */
  rate(work: WorkDone | null, { rating, comment }: Rating, act: Act): void {
    if (act.by === null || act.by !== this.requestedById) throw refuse(notTheRequester);
    const ratedAt = ratingTime(work, this.ratedAt ?? null, act.at);
    const before = this.rating?.toString() ?? null;
    Object.assign(this, { rating, ratingComment: comment, ratedAt });
    noteRequestHistory(this, act, { action: 'rated', oldValue: before, newValue: String(rating), notes: comment });
    recordEvent(this, serviceRequestRated.create(this.id, { ...this.facts(act), rating }));
  }

  private move(
    command: ServiceRequestCommand,
    act: Act,
    changes: Partial<ServiceRequest>,
    reason: string | null = null,
  ): void {
    const from = this.status;
    const { needsReason, past, to } = transitionOf(command);
    if (needsReason && !reason?.trim()) throw refuse(rejectionReasonRequired);
    if (!transitionOf(command).from.includes(from)) throw invalidRequestTransition(from, command);
    Object.assign(this, changes, { status: to });
    noteRequestHistory(this, act, { action: past, oldValue: from, newValue: to, notes: reason });
    recordEvent(this, moveEvents[command].create(this.id, { ...this.facts(act), from, reason }));
  }

  private facts({ by }: Act): ServiceRequestFacts {
    const { requestNumber, title, priority, status } = this;
    const { facilityId = null, equipmentId = null, requestedById = null, workOrderId = null } = this;
    const ids = { facilityId, equipmentId, requestedById, workOrderId };
    return { requestNumber, title, priority, status, ...ids, byId: by };
  }
}
ServiceRequestSchema.setClass(ServiceRequest);

declareConstraint({
  constraint: 'service_requests_equipment_id_fkey',
  property: 'equipmentId',
  refusal: unknownEquipment,
});
declareConstraint({
  constraint: 'service_requests_facility_id_fkey',
  property: 'facilityId',
  refusal: unknownFacility,
});
