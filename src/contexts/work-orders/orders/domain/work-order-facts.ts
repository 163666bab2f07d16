import type { WorkOrderFacts } from '../../events.js';
import type { Act } from './work-order-history-entry.entity.js';
import type { WorkOrderPriority, WorkOrderType } from './work-order-kinds.js';
import type { WorkOrderStatus } from './work-order-status.js';

/** The facts that history and events contain about a work order. */
export interface Described {
  readonly id: string;
  readonly workOrderNumber: string;
  readonly title: string;
  readonly type: WorkOrderType;
  readonly priority: WorkOrderPriority;
  readonly status: WorkOrderStatus;
  readonly facilityId: string;
  readonly equipmentId?: string | null | undefined;
  readonly assigneeId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
  readonly dueAt?: Date | null | undefined;
}

export function factsOf(workOrder: Described, { by }: Act): WorkOrderFacts {
  const { workOrderNumber, title, type, priority, status, facilityId } = workOrder;
  const { equipmentId = null, assigneeId = null, teamId = null } = workOrder;
  const what = { workOrderNumber, title, type, priority, status };
  const dueAt = workOrder.dueAt?.toISOString() ?? null;
  return { ...what, facilityId, equipmentId, assigneeId, teamId, dueAt, byId: by };
}
