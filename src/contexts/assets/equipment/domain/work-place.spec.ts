import type { DomainError } from '#libs/kernel';
import { assertPlaceNamed, resolveWorkPlace, type KnownPlace } from './work-place.js';

const lift = { id: 'e', name: 'Lift', equipmentNumber: 'L-1' };
const tower: KnownPlace = {
  facilityId: 'f',
  facilityName: 'Tower',
  timezone: 'UTC',
  facilityIsActive: true,
  equipment: null,
  equipmentStatus: null,
};
const atLift: KnownPlace = { ...tower, equipment: lift, equipmentStatus: 'shutdown' };

function refusal(work: () => unknown) {
  try {
    work();
    return undefined;
  } catch (error) {
    const { kind, extra } = error as DomainError;
    return [kind, ...extra.errors!.map(({ pointer, code }) => `${pointer} ${code}`)];
  }
}

describe('where work may be planned', () => {
  it('is a facility, a machine, or a machine with its own facility', () => {
    expect(resolveWorkPlace({ facilityId: 'f' }, tower)).toMatchObject({ facilityId: 'f', equipment: null });
    expect(resolveWorkPlace({ equipmentId: 'e' }, atLift)).toMatchObject({ facilityId: 'f', equipment: lift });
    expect(refusal(() => resolveWorkPlace({ equipmentId: 'e', facilityId: 'f' }, atLift))).toBeUndefined();
  });

  it.each([
    ['no machine', { equipmentId: 'x' }, undefined, '/equipmentId equipment.unknown'],
    ['no machine there', { equipmentId: 'x', facilityId: 'f' }, tower, '/equipmentId equipment.unknown'],
    ['no facility', { facilityId: 'x' }, undefined, '/facilityId facility.unknown'],
    ['another facility', { equipmentId: 'e', facilityId: 'g' }, atLift, '/facilityId equipment.elsewhere'],
    ['a closed facility', { facilityId: 'f' }, { ...tower, facilityIsActive: false }, '/facilityId facility.inactive'],
    [
      'a machine at one',
      { equipmentId: 'e' },
      { ...atLift, facilityIsActive: false },
      '/equipmentId facility.inactive',
    ],
    [
      'a machine that is gone',
      { equipmentId: 'e' },
      { ...atLift, equipmentStatus: 'decommissioned' as const },
      '/equipmentId equipment.decommissioned',
    ],
  ])('is not %s', (_what, named, known, fault) => {
    expect(refusal(() => resolveWorkPlace(named, known))).toEqual(['invalid', fault]);
  });

  it.each([
    [
      'nothing that there is',
      { equipmentId: 'x', facilityId: 'y' },
      undefined,
      ['/equipmentId equipment.unknown', '/facilityId facility.unknown'],
    ],
    [
      'no machine at a closed facility',
      { equipmentId: 'x', facilityId: 'f' },
      { ...tower, facilityIsActive: false },
      ['/equipmentId equipment.unknown', '/facilityId facility.inactive'],
    ],
    [
      'a machine that is gone, of another facility',
      { equipmentId: 'e', facilityId: 'g' },
      { ...atLift, equipmentStatus: 'decommissioned' as const },
      ['/equipmentId equipment.decommissioned', '/facilityId equipment.elsewhere'],
    ],
  ])('names both fields for %s', (_what, named, known, faults) => {
    expect(refusal(() => resolveWorkPlace(named, known))).toEqual(['invalid', ...faults]);
  });

  it('has to be named', () => {
    expect(refusal(() => assertPlaceNamed({ equipmentId: null }))).toEqual([
      'invalid',
      '/equipmentId field.required',
      '/facilityId field.required',
    ]);
  });
});
