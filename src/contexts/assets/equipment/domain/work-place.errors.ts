import { defineRefusal } from '#libs/kernel';
import { unknownEquipment, unknownFacility } from '../../assets.refusals.js';
import { inactiveFacility } from '../../places/domain/facility.errors.js';

export const decommissioned = defineRefusal({
  code: 'equipment.decommissioned',
  kind: 'invalid',
  detail: 'The machine is decommissioned: no work can be planned on it.',
  meaning: 'The machine is decommissioned.',
  remedy: 'Recommission the machine first, or name another one.',
  pointer: '/equipmentId',
});

export const elsewhere = defineRefusal({
  code: 'equipment.elsewhere',
  kind: 'invalid',
  detail: 'The machine stands in another facility; its own is taken when none is named.',
  meaning: 'The machine stands in another facility.',
  remedy: 'Leave the facility out, or name the one where the machine stands.',
  pointer: '/facilityId',
});

/** The refusals of a place for new work. */
export const workPlaceRefusals = [unknownEquipment, decommissioned, elsewhere, unknownFacility, inactiveFacility];
