import { entityColumns, type EntityView } from '#libs/database';
import { allowedTransitions, type WorkOrderCommand } from '../domain/work-order-status.js';
import { WorkOrderSchema, type WorkOrder } from '../domain/work-order.entity.js';
import type { ExpandedParts } from './work-order-expansions.js';

export const workOrderColumns = entityColumns(WorkOrderSchema, 't');

/** The names that every response contains besides the ids. */
export interface WorkOrderNames {
  readonly equipmentName: string | null;
  readonly assigneeName: string | null;
}

/** What follows from the times of a work order. */
export interface WorkOrderMarks {
  readonly isOverdue: boolean;
  readonly startBackdated: boolean;
  readonly completionBackdated: boolean;
}

export type WorkOrderRow = EntityView<typeof WorkOrderSchema> & WorkOrderMarks & WorkOrderNames & ExpandedParts;
export type WorkOrderView = WorkOrderRow & { allowedTransitions: WorkOrderCommand[] };

/**
 * Made of the row in place, since a copy of each row would cost more.
 * @param mayDo whether the caller holds a permission
 */
export function workOrderView(row: WorkOrderRow, mayDo: (permission: string) => boolean): WorkOrderView {
  return Object.assign(workOrderColumns.view(row), { allowedTransitions: allowedTransitions(row.status, mayDo) });
}

/** The row that a read after the commit would give, without the read; its members in the same order, or the ETag would differ. */
export function rowOf(workOrder: WorkOrder, { equipmentName, assigneeName }: WorkOrderNames, now: Date): WorkOrderRow {
  const marks = {
    isOverdue: workOrder.isOverdue(now),
    startBackdated: Boolean(workOrder.startRecordedAt),
    completionBackdated: Boolean(workOrder.completionRecordedAt),
  };
  return { ...workOrderColumns.rowOf(workOrder), ...marks, equipmentName, assigneeName };
}
