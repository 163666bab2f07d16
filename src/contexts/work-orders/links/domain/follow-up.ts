import type { CustomValues } from '../../orders/domain/custom-values.js';
import type { WorkOrderPriority, WorkOrderType } from '../../orders/domain/work-order-kinds.js';

interface Original {
  readonly workOrderNumber: string;
  readonly title: string;
  readonly type: WorkOrderType;
  readonly priority: WorkOrderPriority;
  readonly facilityId: string;
  readonly equipmentId?: string | null | undefined;
  readonly customFields: CustomValues;
}

const MAX_TITLE = 255;

/** A new work order at the same place, with title and custom fields of the original, unless told otherwise. */
export function followUpOf<Differing extends object>(original: Original, differing: Differing) {
  const { workOrderNumber, type, priority, facilityId, equipmentId = null, customFields } = original;
  const title = `Follow-up of ${workOrderNumber}: ${original.title}`.slice(0, MAX_TITLE);
  return { title, type, priority, customFields, ...differing, facilityId, equipmentId };
}
