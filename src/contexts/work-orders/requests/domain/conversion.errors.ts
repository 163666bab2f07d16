import { defineRefusal } from '#libs/kernel';

export const atOtherFacility = defineRefusal({
  code: 'service_request.other_facility',
  kind: 'invalid',
  detail: 'The work order is done at another facility than the one that the request is about.',
  remedy: 'Name a work order at the same facility, or none, so that a new one is made.',
  pointer: '/workOrderId',
});
