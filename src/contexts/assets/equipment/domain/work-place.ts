import { atField, checkAll, invalidFields, refuse } from '#libs/kernel';
import { unknownEquipment, unknownFacility } from '../../assets.refusals.js';
import { inactiveFacility } from '../../places/domain/facility.errors.js';
import type { EquipmentStatus } from './equipment-status.js';
import { decommissioned, elsewhere } from './work-place.errors.js';

/** The place of new work, as a client names it: a machine, a facility, or both when they belong together. */
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

/** The stored facts about the named place. */
export interface KnownPlace extends WorkPlace {
  readonly facilityIsActive: boolean;
  readonly equipmentStatus: EquipmentStatus | null;
}

/**
 * Work cannot be planned on a decommissioned machine or at an inactive facility.
 * @throws DomainError 422 naming every field at fault
 */
export function resolveWorkPlace(named: PlaceReference, known: KnownPlace | undefined): WorkPlace {
  checkAll(
    () => assertMachine(named, known),
    () => assertFacility(named, known),
  );
  return known!;
}

function assertMachine({ equipmentId }: PlaceReference, known: KnownPlace | undefined): void {
  if (!equipmentId) return;
  if (!known?.equipment) throw refuse(unknownEquipment);
  if (known.equipmentStatus === 'decommissioned') throw refuse(decommissioned);
}

/** Reported only when the machine itself is valid, so that each field has one fault. */
function assertFacility({ facilityId }: PlaceReference, known: KnownPlace | undefined): void {
  if (facilityId && !known) throw refuse(unknownFacility);
  if (!known) return;
  if (facilityId && facilityId !== known.facilityId) throw refuse(elsewhere);
  if (!known.facilityIsActive && known.equipmentStatus !== 'decommissioned')
    throw refuse(atField(inactiveFacility, known.equipment ? '/equipmentId' : '/facilityId'), {
      detail: 'The facility is inactive: no work can be planned there.',
    });
}

/** @throws DomainError 422 when neither is named */
export function assertPlaceNamed({ equipmentId, facilityId }: PlaceReference): void {
  if (equipmentId || facilityId) return;
  const errors = ['equipmentId', 'facilityId'].map((field) => ({
    pointer: `/${field}`,
    code: 'field.required' as const,
    detail: 'one of equipmentId and facilityId is required',
  }));
  throw invalidFields(errors, 'Work needs a place: name a machine or a facility.');
}
