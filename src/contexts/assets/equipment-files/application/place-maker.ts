import { DomainError, inheritedTimeZone, invalidFields } from '#libs/kernel';
import { Building } from '../../places/domain/building.entity.js';
import { Facility } from '../../places/domain/facility.entity.js';
import type { PlaceMaker } from './batch-places.js';

/** Read name and code as the API does in a body. @throws DomainError at `/name` or the code */
export interface PlaceReaders {
  facility(raw: { readonly name: string; readonly facilityCode: string | null }): {
    name: string;
    facilityCode?: string | null;
  };
  building(raw: { readonly name: string; readonly buildingCode: string | null }): {
    name: string;
    buildingCode?: string | null;
  };
}

/** What is made has a name, a code and the time zone of the account; the rest people add themselves. */
export function placeMaker(readers: PlaceReaders, timezone: string, by: string | null): PlaceMaker {
  return {
    facility: (facilityCode, name) => {
      const given = atNameOf('facilityName', () => readers.facility({ name, facilityCode }));
      return Facility.create({ ...given, timezone: inheritedTimeZone(timezone, 'the account') }, by);
    },
    building: (facilityId, buildingCode, name) =>
      Building.create(
        facilityId,
        atNameOf('buildingName', () => readers.building({ name, buildingCode })),
      ),
  };
}

function atNameOf<T>(column: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainError) || !error.extra.errors) throw error;
    throw invalidFields(
      error.extra.errors.map((fault) => (fault.pointer === '/name' ? { ...fault, pointer: `/${column}` } : fault)),
    );
  }
}
