import { defineRefusal } from '#libs/kernel';

export const inactivePart = defineRefusal({
  code: 'part.inactive',
  kind: 'conflict',
  detail: 'The part is inactive: its stock can be used up, and no more is received.',
  remedy: 'Activate the part first.',
});

export const sameLocation = defineRefusal({
  code: 'stock.same_location',
  kind: 'invalid',
  detail: 'The stock lies there already.',
  remedy: 'Name two different locations.',
  pointer: '/toLocationId',
});
