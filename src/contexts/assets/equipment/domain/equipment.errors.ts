import { defineRefusal, DomainError, invalidField } from '#libs/kernel';
import type { EquipmentStatus } from './equipment-status.js';

export function invalidStatusChange(from: EquipmentStatus, to: EquipmentStatus): DomainError {
  return new DomainError('equipment.invalid_transition', 'conflict', `Equipment that is ${from} cannot become ${to}.`, {
    members: { currentStatus: from },
  });
}

export function mixedCurrencies(field: 'purchaseCost' | 'annualMaintenanceCost'): DomainError {
  return invalidField(
    `/${field}/currency`,
    'equipment.mixed_currencies',
    'All costs of one machine are in one currency.',
  );
}

export const unknownFacility = defineRefusal({
  code: 'facility.unknown',
  kind: 'invalid',
  detail: 'There is no such facility.',
  pointer: '/facilityId',
});

export const inactiveFacility = defineRefusal({
  code: 'facility.inactive',
  kind: 'invalid',
  detail: 'The facility is inactive: activate it first, or choose another one.',
  documented: 'The facility is inactive.',
  pointer: '/facilityId',
});

export const foreignBuilding = defineRefusal({
  code: 'building.unknown',
  kind: 'invalid',
  detail: 'The facility has no such building.',
  pointer: '/buildingId',
});
