import { atField } from '#libs/kernel';
import { planLimitReached } from '#contexts/tenancy';
import { foreignBuilding } from '../../places/domain/building.errors.js';
import { unknownEquipment, unknownFacility } from '../../assets.refusals.js';
import { inactiveFacility } from '../../places/domain/facility.errors.js';
import {
  hierarchyTooDeep,
  mixedCurrencies,
  numberTaken,
  parentCycle,
  parentElsewhere,
  qrCodeTaken,
} from '../domain/equipment.errors.js';
import { customValueRefusals } from '../../custom-fields/domain/custom-field.errors.js';
import { decommissioned } from '../domain/work-place.errors.js';

export const writing = [
  ...[numberTaken, qrCodeTaken, unknownFacility, inactiveFacility, foreignBuilding, mixedCurrencies],
  ...[atField(unknownEquipment, '/parentId'), atField(decommissioned, '/parentId')],
  ...[parentElsewhere, parentCycle, hierarchyTooDeep],
  ...customValueRefusals,
];

export const limitReached = {
  ...planLimitReached,
  meaning: 'The plan allows no more equipment.',
  members: { limit: 'equipment', used: 100, allowed: 100, plan: 'trial' },
};
