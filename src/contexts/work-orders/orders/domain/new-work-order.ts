import { uuidv7, type DomainEvent } from '#libs/kernel';
import { workOrderCreated } from '../../events.js';
import type { Assignment } from './assignment.js';
import { reassign } from './reassignment.js';
import { assertTimesInOrder } from './planned-times.js';
import { inStoredOrder } from './custom-values.js';
import { blankWorkOrder } from './work-order-columns.js';
import { factsOf } from './work-order-facts.js';
import type { Act, HistoryFacts } from './work-order-history-entry.entity.js';
import type { WorkOrderStatus } from './work-order-status.js';
import type { WorkOrderDetails } from './work-order.entity.js';

interface Origin {
  readonly equipmentId: string | null;
  readonly serviceRequestId: string | null;
  readonly maintenanceScheduleId: string | null;
}

/** The data for a new work order. */
export type NewWorkOrder = Partial<WorkOrderDetails> &
  Partial<Assignment> &
  Partial<Origin> &
  Pick<WorkOrderDetails, 'title'> & { readonly workOrderNumber: string; readonly facilityId: string };

type NewState = WorkOrderDetails &
  Origin &
  Assignment & {
    readonly id: string;
    readonly workOrderNumber: string;
    readonly facilityId: string;
    readonly status: WorkOrderStatus;
    readonly createdById: string | null;
  };

/** A new work order, with its history and events. */
export interface CreatedWorkOrder {
  readonly workOrder: NewState;
  readonly history: readonly HistoryFacts[];
  readonly events: readonly DomainEvent[];
}

/**
 * Creates every work order, however it is stored: new, and assigned at once when an assignee is given.
 * @throws DomainError 422 when it is planned for a time after it is due
 * @param why is written into its history; null where a user created it
 */
export function newWorkOrder(
  { assigneeId, teamId, customFields = {}, ...given }: NewWorkOrder,
  act: Act,
  why: string | null = null,
): CreatedWorkOrder {
  assertTimesInOrder(given);
  const place = { id: uuidv7(), status: 'new', assigneeId: null, teamId: null, createdById: act.by } as const;
  const workOrder = { ...blankWorkOrder, ...given, customFields: inStoredOrder(customFields), ...place };
  const created = workOrderCreated.create(workOrder.id, factsOf(workOrder, act));
  const line = { action: 'created', newValue: workOrder.status, notes: why };
  if (!assigneeId && !teamId) return { workOrder, history: [line], events: [created] };
  const assigned = reassign(workOrder, { assigneeId: assigneeId ?? null, teamId: teamId ?? null }, act);
  return {
    workOrder: { ...workOrder, ...assigned.changes },
    history: [line, assigned.line],
    events: [created, assigned.event],
  };
}
