import { WorkOrderHelper } from '../../crew/domain/work-order-helper.entity.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import type { WorkOrder } from '../../orders/domain/work-order.entity.js';

export interface HelperHandover {
  readonly gone: readonly WorkOrderHelper[];
  readonly come: readonly WorkOrderHelper[];
}

/**
 * Replaces a helper who goes. Where the next one helps already, or has the work, and where a team gets it, nobody takes their place.
 * @param helpers all of these work orders
 */
export function handOverHelp(
  workOrders: readonly WorkOrder[],
  helpers: readonly WorkOrderHelper[],
  fromId: string,
  toId: string | null,
  act: Act,
): HelperHandover {
  const byId = new Map(workOrders.map((workOrder) => [workOrder.id, workOrder]));
  const gone = helpers.filter(({ userId }) => userId === fromId);
  const left = gone.map(({ workOrderId }) => byId.get(workOrderId)!);
  for (const helper of gone) helper.undo(byId.get(helper.workOrderId)!, act);
  const isThere = ({ id, assigneeId }: WorkOrder) =>
    assigneeId === toId || helpers.some(({ workOrderId, userId }) => workOrderId === id && userId === toId);
  const come = toId === null ? [] : left.filter((workOrder) => !isThere(workOrder));
  return { gone, come: come.map((workOrder) => WorkOrderHelper.create(workOrder, toId!, act)) };
}
