import { randomInt } from 'node:crypto';
import { documented } from './documented-operations.js';

// A run tries a part of the hostile values, selected by a seed that differs from run to run: HOSTILE_SEED=<number> tries the same part
// again, HOSTILE=all every value in every place.

const isExhaustive = process.env['HOSTILE'] === 'all';
export const hostileSeed = Number(process.env['HOSTILE_SEED'] ?? randomInt(1_000_000));

/** The number for all operations together, so that a run does not get longer with each new one. */
const CASES = 4_000;
const PARTS_OF_A_REQUEST = 4;
const share = Math.max(4, Math.ceil(CASES / (PARTS_OF_A_REQUEST * documented.operations.length)));

/** Every n-th case, from an offset that follows from the seed. */
export function sampleOf<T>(cases: readonly T[]): readonly T[] {
  if (isExhaustive) return cases;
  const step = Math.ceil(cases.length / share);
  return cases.filter((_, at) => at % step === hostileSeed % step);
}

/** For properties of fast-check, which reports the seed of a failure itself. */
export const propertyOptions = { seed: hostileSeed, numRuns: isExhaustive ? 500 : share, endOnFailure: true };
