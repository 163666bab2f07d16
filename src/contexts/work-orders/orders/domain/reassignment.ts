import type { DomainEvent } from '#libs/kernel';
import { workOrderAssigned } from '../../events.js';
import type { Assignment } from './assignment.js';
import { factsOf, type Described } from './work-order-facts.js';
import type { Act, HistoryFacts } from './work-order-history-entry.entity.js';
import { transitionOf, type WorkOrderStatus } from './work-order-status.js';

export interface Reassignment {
  readonly changes: Assignment & { readonly status: WorkOrderStatus; readonly statusReason: null };
  readonly line: HistoryFacts;
  readonly event: DomainEvent;
}

/** The changes and history of an assignment or a reassignment. The caller has checked that both work order and assignee allow it. */
export function reassign(workOrder: Described, { assigneeId, teamId }: Assignment, act: Act): Reassignment {
  const { status: from, assigneeId: previousAssigneeId = null, teamId: previousTeamId = null } = workOrder;
  const changes = { status: transitionOf('assign').to, assigneeId, teamId, statusReason: null };
  const { status } = changes;
  const facts = { ...factsOf(workOrder, act), status, assigneeId, teamId, from, reason: null };
  return {
    changes,
    line: { action: 'assigned', oldValue: previousAssigneeId ?? previousTeamId, newValue: assigneeId ?? teamId },
    event: workOrderAssigned.create(workOrder.id, { ...facts, previousAssigneeId, previousTeamId }),
  };
}
