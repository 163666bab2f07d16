import { refuse } from '#libs/kernel';
import { unknownWorkOrder } from '../../../inventory/inventory.refusals.js';
import type { NewWorkOrder } from '../../orders/domain/new-work-order.js';
import { isOpen } from '../../orders/domain/work-order-status.js';
import type { WorkOrder } from '../../orders/domain/work-order.entity.js';
import { closedWorkOrder } from '../../orders/domain/work-order.errors.js';
import { atOtherFacility } from './conversion.errors.js';
import type { ServiceRequest } from './service-request.entity.js';

/** Requests mostly report faults. */
export const convertedDefaults = { type: 'repair' } as const;

type Wanted = Partial<Omit<NewWorkOrder, 'facilityId'>> & { readonly facilityId?: string | null };

/** The work order that a request asks for: what it says, at its place, unless told otherwise. */
export function workOrderOf(request: ServiceRequest, differing: Wanted) {
  const { id, title, description, priority, facilityId = null, equipmentId = null } = request;
  const place = differing.equipmentId || differing.facilityId ? {} : { facilityId, equipmentId };
  return { ...convertedDefaults, title, description, priority, ...differing, ...place, serviceRequestId: id };
}

/**
 * Requests at another facility are not linked: their customers would learn of work there.
 * @param workOrder null for one that the caller does not see
 * @throws DomainError 422 for another one than at the same facility, 409 for one that has ended
 */
export function assertLinkable(request: ServiceRequest, workOrder: WorkOrder | null): asserts workOrder {
  if (!workOrder) throw refuse(unknownWorkOrder);
  if (workOrder.facilityId !== request.facilityId) throw refuse(atOtherFacility);
  if (!isOpen(workOrder.status)) throw closedWorkOrder(workOrder.status);
}
