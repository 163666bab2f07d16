import { DomainError, invalidField } from '#libs/kernel';
import type { EquipmentStatus } from './equipment-status.js';

/** Where work is to be done, as a client names it: a machine, a facility, or both when they belong together. */
export interface PlaceReference {
  readonly equipmentId?: string | null | undefined;
  readonly facilityId?: string | null | undefined;
}

export interface WorkPlace {
  readonly facilityId: string;
  readonly facilityName: string;
  readonly timezone: string;
  readonly equipment: { readonly id: string; readonly name: string; readonly equipmentNumber: string } | null;
}

/** What is known of the place that was named. */
export interface KnownPlace extends WorkPlace {
  readonly facilityIsActive: boolean;
  readonly equipmentStatus: EquipmentStatus | null;
}

/**
 * The rule of where work may be planned: not on a machine that is decommissioned, not at a facility that is inactive.
 * @throws DomainError 422 that points at the field at fault
 */
export function assertReceivesWork(named: PlaceReference, known: KnownPlace | undefined): WorkPlace {
  const field = named.equipmentId ? 'equipmentId' : 'facilityId';
  if (!known || (named.equipmentId && !known.equipment)) throw unknownPlace(field);
  if (named.facilityId && named.facilityId !== known.facilityId) throw elsewhere();
  if (known.equipmentStatus === 'decommissioned') {
    throw invalidField(
      '/equipmentId',
      'equipment.decommissioned',
      'The machine is decommissioned: no work can be planned on it.',
    );
  }
  if (!known.facilityIsActive) {
    throw invalidField(`/${field}`, 'facility.inactive', 'The facility is inactive: no work can be planned there.');
  }
  return known;
}

/** @throws DomainError 422 when neither is named */
export function assertPlaceNamed({ equipmentId, facilityId }: PlaceReference): void {
  if (equipmentId || facilityId) return;
  const errors = ['equipmentId', 'facilityId'].map((field) => ({
    pointer: `/${field}`,
    code: 'field.required',
    detail: 'one of equipmentId and facilityId is required',
  }));
  throw new DomainError('request.invalid', 'invalid', 'Work needs a place: name a machine or a facility.', { errors });
}

function unknownPlace(field: 'equipmentId' | 'facilityId'): DomainError {
  return field === 'equipmentId'
    ? invalidField('/equipmentId', 'equipment.unknown', 'There is no such machine.')
    : invalidField('/facilityId', 'facility.unknown', 'There is no such facility.');
}

function elsewhere(): DomainError {
  return invalidField(
    '/facilityId',
    'equipment.elsewhere',
    'The machine stands in another facility; its own is taken when none is named.',
  );
}
