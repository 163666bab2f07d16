import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const linkToItself = defineRefusal({
  code: 'work_order_link.to_itself',
  kind: 'invalid',
  detail: 'A work order cannot be linked to itself.',
  remedy: 'Name another work order.',
  pointer: '/workOrderId',
});

export const alreadyLinked = defineRefusal({
  code: 'work_order_link.already',
  kind: 'conflict',
  detail: 'The work orders are linked in this way already.',
  remedy: 'Leave the link as it is.',
  pointer: '/workOrderId',
  members: { existingId: EXAMPLE_ID },
});

export const linkCycle = defineRefusal({
  code: 'work_order_link.cycle',
  kind: 'conflict',
  detail: 'The work order would block, follow or duplicate itself by way of the other one.',
  remedy: 'Name another work order, or remove the link that leads back.',
  pointer: '/workOrderId',
});
