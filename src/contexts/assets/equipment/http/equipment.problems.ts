import { planLimitReached } from '#contexts/tenancy';
import { foreignBuilding } from '../../places/domain/building.errors.js';
import { unknownFacility } from '../../assets.refusals.js';
import { inactiveFacility } from '../../places/domain/facility.errors.js';
import { mixedCurrencies, numberTaken, qrCodeTaken } from '../domain/equipment.errors.js';

export const writing = [numberTaken, qrCodeTaken, unknownFacility, inactiveFacility, foreignBuilding, mixedCurrencies];

export const limitReached = {
  ...planLimitReached,
  meaning: 'The plan allows no more equipment.',
  members: { limit: 'equipment', used: 100, allowed: 100, plan: 'trial' },
};
