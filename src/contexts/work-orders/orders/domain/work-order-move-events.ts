import type { EventType } from '#libs/kernel';
import {
  workOrderCanceled,
  workOrderCompleted,
  workOrderHeld,
  workOrderRejected,
  workOrderReopened,
  workOrderResumed,
  workOrderStarted,
  workOrderUnassigned,
  type WorkOrderMoved,
} from '../../events.js';
import type { WorkOrderCommand } from './work-order-status.js';

/** All but assign, whose event also says who had the work before. */
export type MoveCommand = Exclude<WorkOrderCommand, 'assign'>;

export const moveEvents: Readonly<Record<MoveCommand, EventType<WorkOrderMoved>>> = {
  unassign: workOrderUnassigned,
  start: workOrderStarted,
  hold: workOrderHeld,
  resume: workOrderResumed,
  complete: workOrderCompleted,
  cancel: workOrderCanceled,
  reject: workOrderRejected,
  reopen: workOrderReopened,
};
