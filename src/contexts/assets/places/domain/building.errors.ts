import { defineRefusal } from '#libs/kernel';

export const foreignBuilding = defineRefusal({
  code: 'building.unknown',
  kind: 'invalid',
  detail: 'The facility has no such building.',
  remedy: 'Name a building of the same facility: GET /v1/facilities/{id}/buildings lists them.',
  pointer: '/buildingId',
});

export const buildingInUse = defineRefusal({
  code: 'building.in_use',
  kind: 'conflict',
  detail: 'It is referred to, so it cannot be deleted. Deactivate or decommission it instead.',
  meaning: 'It is referred to; `references` counts by what.',
  remedy: 'Move the machines that stand there first, or keep the building.',
  members: { references: { equipment: 7 } },
});
