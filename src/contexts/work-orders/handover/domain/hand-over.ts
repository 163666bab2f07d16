import type { MaintenanceSchedule } from '../../maintenance/domain/maintenance-schedule.entity.js';
import { NOTHING_SETTLED } from '../../maintenance/domain/next-date.js';
import type { Assignment } from '../../orders/domain/assignment.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { transitionOf } from '../../orders/domain/work-order-status.js';
import type { WorkOrder } from '../../orders/domain/work-order.entity.js';

/** Work in progress is put on hold first, since nobody goes on with it until the next one starts it. */
export function handOverWorkOrder(workOrder: WorkOrder, to: Assignment, reason: string, act: Act): void {
  if (!transitionOf('assign').from.includes(workOrder.status)) workOrder.hold(reason, act);
  workOrder.assign(to, act);
}

/** Replaces the one who goes; a default team stays as the second choice behind a user. */
export function handOverSchedule(schedule: MaintenanceSchedule, from: Assignment, to: Assignment, now: Date): void {
  const { defaultAssignedTo, defaultAssignedTeam } = schedule;
  const user = defaultAssignedTo === from.assigneeId ? to.assigneeId : (defaultAssignedTo ?? to.assigneeId);
  const team = to.teamId ?? (defaultAssignedTeam === from.teamId ? null : defaultAssignedTeam);
  // dates do not change, so that nothing settled is asked for
  schedule.edit({ defaultAssignedTo: user, defaultAssignedTeam: team }, NOTHING_SETTLED, now);
}
