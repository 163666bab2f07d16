import { checkAll, refuse } from '#libs/kernel';
import { foreignBuilding } from '../../places/domain/building.errors.js';
import { unknownFacility } from '../../assets.refusals.js';
import { inactiveFacility } from '../../places/domain/facility.errors.js';
import type { Place } from './equipment.entity.js';

/** What is known of the place where a machine is to stand; null for what there is not, or not for whoever asks. */
export interface KnownPlace {
  readonly facilityIsActive: boolean | null;
  /** Where the building stands that was named. */
  readonly buildingFacilityId: string | null;
}

/** @throws DomainError 422 naming every field at fault */
export function assertTakesMachine(place: Place, known: KnownPlace): void {
  checkAll(
    () => assertFacility(known),
    () => assertBuilding(place, known),
  );
}

function assertFacility({ facilityIsActive }: KnownPlace): void {
  if (facilityIsActive === null) throw refuse(unknownFacility);
  if (!facilityIsActive) throw refuse(inactiveFacility);
}

/** A building that exists may be the right one where the facility is not: then the facility alone is at fault. */
function assertBuilding({ facilityId, buildingId }: Place, { facilityIsActive, buildingFacilityId }: KnownPlace): void {
  if (buildingId === null || buildingFacilityId === facilityId) return;
  if (buildingFacilityId === null || facilityIsActive !== null) throw refuse(foreignBuilding);
}
