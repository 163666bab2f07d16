import { defineRefusal } from '#libs/kernel';

export const twoOwners = defineRefusal({
  code: 'document.two_owners',
  kind: 'invalid',
  detail: 'A document is about a machine or about a facility, not both.',
  remedy: 'Send one of the two, and add the document twice where it is about both.',
  pointer: '/facilityId',
});
