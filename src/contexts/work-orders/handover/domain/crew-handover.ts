import { CrewMember } from '../../crew/domain/crew-member.entity.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import type { WorkOrder } from '../../orders/domain/work-order.entity.js';

export interface CrewHandover {
  readonly gone: readonly CrewMember[];
  readonly come: readonly CrewMember[];
}

/**
 * Replaces a helper who goes. Where the next one helps already, or has the work, and where a team gets it, nobody takes their place.
 * @param helpers all of these work orders
 */
export function handOverHelp(
  workOrders: readonly WorkOrder[],
  helpers: readonly CrewMember[],
  fromId: string,
  toId: string | null,
  act: Act,
): CrewHandover {
  const byId = new Map(workOrders.map((workOrder) => [workOrder.id, workOrder]));
  const gone = helpers.filter(({ userId }) => userId === fromId);
  const left = gone.map(({ workOrderId }) => byId.get(workOrderId)!);
  for (const helper of gone) helper.undo(byId.get(helper.workOrderId)!, act);
  const isThere = ({ id, assigneeId }: WorkOrder) =>
    assigneeId === toId || helpers.some(({ workOrderId, userId }) => workOrderId === id && userId === toId);
  const come = toId === null ? [] : left.filter((workOrder) => !isThere(workOrder));
  return { gone, come: come.map((workOrder) => CrewMember.create(workOrder, toId!, act)) };
}
