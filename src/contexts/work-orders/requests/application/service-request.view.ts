import { entityColumns, isoUtc, type EntityView } from '#libs/database';
import type { WorkOrderStatus } from '../../orders/domain/work-order-status.js';
import { reopenableUntil } from '../domain/request-follow-up.js';
import { ServiceRequestSchema } from '../domain/service-request.entity.js';
import { allowedTransitions, type ServiceRequestCommand } from '../domain/service-request-status.js';
import type { ExpandedParts } from './service-request-expansions.js';

export const requestColumns = entityColumns(ServiceRequestSchema, 'r');

/** Where the work stands that the request has led to, for requesters who need not see the work order itself. */
export interface WorkState {
  readonly workOrderNumber: string;
  readonly status: WorkOrderStatus;
  readonly scheduledAt: string | null;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  /** Not shown. */
  readonly completionRecordedAt?: string | null;
}

export type ServiceRequestRow = EntityView<typeof ServiceRequestSchema> & {
  work: WorkState | null;
} & ExpandedParts;
export type ServiceRequestView = ServiceRequestRow & {
  /** Until when completed work can be reopened. */
  reopenableUntil: string | null;
  allowedTransitions: ServiceRequestCommand[];
};

/**
 * Made of the row in place, since a copy of each row would cost more.
 * @param mayDo whether the caller holds a permission
 */
export function requestView(row: ServiceRequestRow, mayDo: (permission: string) => boolean): ServiceRequestView {
  const { work } = row;
  const shown = work && {
    workOrderNumber: work.workOrderNumber,
    status: work.status,
    scheduledAt: isoUtc(work.scheduledAt),
    startedAt: isoUtc(work.startedAt),
    completedAt: isoUtc(work.completedAt),
  };
  return Object.assign(requestColumns.view(row), {
    work: shown,
    reopenableUntil: work && untilOf(work),
    allowedTransitions: allowedTransitions(row.status, mayDo),
  });
}

function untilOf({ completedAt, completionRecordedAt }: WorkState): string | null {
  const known = isoUtc(completionRecordedAt ?? completedAt);
  return known && reopenableUntil(new Date(known)).toISOString();
}
