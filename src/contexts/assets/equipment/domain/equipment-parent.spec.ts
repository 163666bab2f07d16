import type { DomainError } from '#libs/kernel';
import { MAX_LEVELS } from './equipment.errors.js';
import { assertValidParent, type KnownParent } from './equipment-parent.js';

const lift: KnownParent = {
  facilityId: 'f',
  status: 'shutdown',
  levelsAbove: 1,
  levelsBelow: 1,
  isBelow: false,
};

function fault(known: KnownParent | undefined) {
  try {
    assertValidParent('f', known);
    return undefined;
  } catch (error) {
    const { pointer, code } = (error as DomainError).extra.errors![0]!;
    return `${pointer} ${code}`;
  }
}

describe('what a machine may be part of', () => {
  it('is one of the same facility that is in service, to the last level', () => {
    expect(fault(lift)).toBeUndefined();
    expect(fault({ ...lift, levelsAbove: MAX_LEVELS - 1 })).toBeUndefined();
  });

  it.each([
    ['no machine', undefined, '/parentId equipment.unknown'],
    ['itself, or one below it', { ...lift, isBelow: true }, '/parentId equipment.parent_cycle'],
    ['one elsewhere', { ...lift, facilityId: 'g' }, '/parentId equipment.parent_elsewhere'],
    ['one that is gone', { ...lift, status: 'decommissioned' as const }, '/parentId equipment.decommissioned'],
    ['one too far down', { ...lift, levelsAbove: MAX_LEVELS }, '/parentId equipment.hierarchy_too_deep'],
    [
      'one with which it is too deep',
      { ...lift, levelsAbove: 10, levelsBelow: MAX_LEVELS - 9 },
      '/parentId equipment.hierarchy_too_deep',
    ],
  ])('is not %s', (_what, known, expected) => {
    expect(fault(known)).toBe(expected);
  });
});
