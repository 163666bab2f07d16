import { checkAll, refuse } from '#libs/kernel';
import { foreignBuilding } from '../../places/domain/building.errors.js';
import { unknownFacility } from '../../assets.refusals.js';
import { inactiveFacility } from '../../places/domain/facility.errors.js';

/** The place of a machine; the caller has checked that the building belongs to the facility. */
export interface Place {
  readonly facilityId: string;
  readonly buildingId: string | null;
}

/** The stored facts about the place for a machine; null for what does not exist or the caller may not see. */
export interface KnownPlace {
  readonly facilityIsActive: boolean | null;
  /** The facility of the named building. */
  readonly buildingFacilityId: string | null;
}

/** @throws DomainError 422 naming every field at fault */
export function assertValidPlace(place: Place, known: KnownPlace): void {
  checkAll(
    () => assertFacility(known),
    () => assertBuilding(place, known),
  );
}

function assertFacility({ facilityIsActive }: KnownPlace): void {
  if (facilityIsActive === null) throw refuse(unknownFacility);
  if (!facilityIsActive) throw refuse(inactiveFacility);
}

/** Only when the facility is valid, since otherwise the building may be right and the facility alone is at fault. */
function assertBuilding({ facilityId, buildingId }: Place, { facilityIsActive, buildingFacilityId }: KnownPlace): void {
  if (buildingId === null || buildingFacilityId === facilityId) return;
  if (buildingFacilityId === null || facilityIsActive !== null) throw refuse(foreignBuilding);
}
