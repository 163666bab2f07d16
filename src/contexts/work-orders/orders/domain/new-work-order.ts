import { uuidv7, type DomainEvent } from '#libs/kernel';
import { workOrderCreated } from '../../events.js';
import type { Assignment } from './assignment.js';
import { reassign } from './reassignment.js';
import { assertTimesInOrder } from './planned-times.js';
import { factsOf } from './work-order-facts.js';
import type { Act, HistoryFacts } from './work-order-history-entry.entity.js';
import { workOrderDefaults } from './work-order-kinds.js';
import type { WorkOrderStatus } from './work-order-status.js';
import type { WorkOrderDetails } from './work-order.entity.js';

interface Origin {
  readonly equipmentId: string | null;
  readonly serviceRequestId: string | null;
  readonly maintenanceScheduleId: string | null;
}

/** What is known of work before there is a work order for it. */
export type NewWorkOrder = Partial<WorkOrderDetails> &
  Partial<Assignment> &
  Partial<Origin> &
  Pick<WorkOrderDetails, 'title'> & { readonly facilityId: string };

type NewState = WorkOrderDetails &
  Origin &
  Assignment & {
    readonly id: string;
    readonly facilityId: string;
    readonly status: WorkOrderStatus;
    readonly createdById: string | null;
  };

/** A work order that has just come into the world, and what it leaves behind. */
export interface CreatedWorkOrder {
  readonly workOrder: NewState;
  readonly history: readonly HistoryFacts[];
  readonly events: readonly DomainEvent[];
}

/**
 * How every work order comes into the world, wherever it is stored from: new, and assigned at once when it is known who is to do it.
 * @throws DomainError 422 when it is planned for a time after it is due
 * @param why stands in its history; null where somebody simply wanted it
 */
export function newWorkOrder(
  { assigneeId, teamId, ...given }: NewWorkOrder,
  act: Act,
  why: string | null = null,
): CreatedWorkOrder {
  assertTimesInOrder(given);
  const place = { id: uuidv7(), status: 'new', assigneeId: null, teamId: null, createdById: act.by } as const;
  const workOrder = { ...nothing, ...given, ...place };
  const created = workOrderCreated.create(workOrder.id, factsOf(workOrder, act));
  const line = { action: 'created', newValue: workOrder.status, notes: why };
  if (!assigneeId && !teamId) return { workOrder, history: [line], events: [created] };
  const handed = reassign(workOrder, { assigneeId: assigneeId ?? null, teamId: teamId ?? null }, act);
  return {
    workOrder: { ...workOrder, ...handed.changes },
    history: [line, handed.line],
    events: [created, handed.event],
  };
}

// Every column is written on creation, so that there is one INSERT to prepare.
const nothing = {
  description: null,
  ...workOrderDefaults,
  scheduledAt: null,
  dueAt: null,
  estimatedHours: null,
  partsNote: null,
  equipmentId: null,
  statusReason: null,
  startedAt: null,
  completedAt: null,
  actualHours: null,
  workPerformed: null,
  serviceRequestId: null,
  maintenanceScheduleId: null,
} as const;
