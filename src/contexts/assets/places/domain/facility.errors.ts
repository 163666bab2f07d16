import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const inactiveFacility = defineRefusal({
  code: 'facility.inactive',
  kind: 'invalid',
  detail: 'The facility is inactive: activate it first, or choose another one.',
  meaning: 'The facility is inactive.',
  remedy: 'Activate the facility first, or choose another one.',
  pointer: '/facilityId',
});

export const facilityCodeTaken = defineRefusal({
  code: 'facility.code_taken',
  kind: 'conflict',
  detail: 'Another facility has this code.',
  meaning: 'Another facility has this code; `existingId` names it.',
  remedy: 'Use another code, or the facility that there is.',
  pointer: '/facilityCode',
  members: { existingId: EXAMPLE_ID },
});

export const incompletePosition = defineRefusal({
  code: 'facility.incomplete_position',
  kind: 'invalid',
  detail: 'A position needs both latitude and longitude.',
  remedy: 'Send both of them, or null for both.',
  pointer: '/longitude',
});

export const facilityInUse = defineRefusal({
  code: 'facility.in_use',
  kind: 'conflict',
  detail: 'It is referred to, so it cannot be deleted. Deactivate or decommission it instead.',
  meaning: 'It is referred to; `references` counts by what.',
  remedy: 'Deactivate the facility instead: its history stays.',
  members: { references: { equipment: 7 } },
});
