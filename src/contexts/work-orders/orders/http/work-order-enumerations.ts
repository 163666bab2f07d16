import { enumeration } from '#libs/http';
import { workOrderExpansions } from '../application/work-order-expansions.js';
import { workOrderPriorities, workOrderTypes } from '../domain/work-order-kinds.js';
import { workOrderCommands, workOrderStatuses } from '../domain/work-order-status.js';

export const workOrderType = enumeration({
  name: 'WorkOrderType',
  description: 'Kind of work',
  values: workOrderTypes,
});

export const priority = enumeration({
  name: 'Priority',
  description: 'How urgent work is, from the least urgent on',
  values: workOrderPriorities,
});

export const workOrderStatus = enumeration({
  name: 'WorkOrderStatus',
  description: 'Where work stands',
  values: workOrderStatuses,
});

export const workOrderTransition = enumeration({
  name: 'WorkOrderTransition',
  description: 'What may be done with a work order: `POST /v1/work-orders/{id}/<name>`',
  values: workOrderCommands,
});

export const workOrderExpansion = enumeration({
  name: 'WorkOrderExpansion',
  description: 'What comes with a work order when asked for',
  values: workOrderExpansions,
});
