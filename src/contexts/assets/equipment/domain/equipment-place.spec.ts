import type { DomainError } from '#libs/kernel';
import { assertValidPlace } from './equipment-place.js';

const place = { facilityId: 'f', buildingId: 'b' };

function faults(known: Parameters<typeof assertValidPlace>[1], named: { buildingId: string | null } = place) {
  try {
    assertValidPlace({ ...place, ...named }, known);
    return [];
  } catch (error) {
    return (error as DomainError).extra.errors!.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

describe('where a machine may stand', () => {
  it('is a facility, or a building of it', () => {
    expect(faults({ facilityIsActive: true, buildingFacilityId: 'f' })).toEqual([]);
    expect(faults({ facilityIsActive: true, buildingFacilityId: null }, { buildingId: null })).toEqual([]);
  });

  it.each([
    ['a closed facility', { facilityIsActive: false, buildingFacilityId: 'f' }, ['/facilityId facility.inactive']],
    ['no building', { facilityIsActive: true, buildingFacilityId: null }, ['/buildingId building.unknown']],
    ['a foreign building', { facilityIsActive: true, buildingFacilityId: 'g' }, ['/buildingId building.unknown']],
    [
      'a foreign building of a closed facility',
      { facilityIsActive: false, buildingFacilityId: 'g' },
      ['/facilityId facility.inactive', '/buildingId building.unknown'],
    ],
    [
      'nothing that there is',
      { facilityIsActive: null, buildingFacilityId: null },
      ['/facilityId facility.unknown', '/buildingId building.unknown'],
    ],
    [
      'a building, of a facility that there is not',
      { facilityIsActive: null, buildingFacilityId: 'g' },
      ['/facilityId facility.unknown'],
    ],
  ])('is not %s', (_what, known, expected) => {
    expect(faults(known)).toEqual(expected);
  });
});
