import { warningLevel } from './warning-level.js';

describe('the warning of a limit', () => {
  it.each([
    [0, 10, 0],
    [7, 10, 0],
    [8, 10, 80],
    [9, 10, 80],
    [10, 10, 100],
    [12, 10, 100],
    [3, 4, 0],
    [1, 1, 100],
    [0, 0, 0],
    [1_000_000, null, 0],
    [858_993_459_199, 1_073_741_824_000, 0],
    [858_993_459_200, 1_073_741_824_000, 80],
  ] as const)('%d of %s is at %d per cent', (used, allowed, level) => {
    expect(warningLevel(used, allowed)).toBe(level);
  });
});
