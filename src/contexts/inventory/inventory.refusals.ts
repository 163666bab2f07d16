import { defineRefusal } from '#libs/kernel';

export const unknownWorkOrder = defineRefusal({
  code: 'work_order.unknown',
  kind: 'invalid',
  detail: 'There is no such work order.',
  remedy: 'Name a work order that you can see: GET /v1/work-orders lists them.',
  pointer: '/workOrderId',
});
