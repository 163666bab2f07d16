import { DomainError, invalidField } from '#libs/kernel';
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

export function unknownFacility(): DomainError {
  return invalidField('/facilityId', 'facility.unknown', 'There is no such facility.');
}

export function inactiveFacility(): DomainError {
  return invalidField(
    '/facilityId',
    'facility.inactive',
    'The facility is inactive: activate it first, or choose another one.',
  );
}

export function foreignBuilding(): DomainError {
  return invalidField('/buildingId', 'building.unknown', 'The facility has no such building.');
}
