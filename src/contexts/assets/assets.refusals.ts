import { defineRefusal } from '#libs/kernel';

export const unknownFacility = defineRefusal({
  code: 'facility.unknown',
  kind: 'invalid',
  detail: 'There is no such facility.',
  remedy: 'Name a facility that you can see: GET /v1/facilities lists them.',
  pointer: '/facilityId',
});

export const unknownEquipment = defineRefusal({
  code: 'equipment.unknown',
  kind: 'invalid',
  detail: 'There is no such machine.',
  remedy: 'Name a machine that you can see: GET /v1/equipment lists them.',
  pointer: '/equipmentId',
});
