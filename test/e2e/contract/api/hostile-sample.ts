import { sampleDay, triesEverything } from '../../../support/sampling.js';
import { documented } from './documented-operations.js';

// A run tries a part of the hostile values, another one each day: see test/support/sampling.ts.

/** The number for all operations together, so that a run does not get longer with each new one. */
const CASES = 4_000;
const PARTS_OF_A_REQUEST = 4;
const share = Math.max(2, Math.ceil(CASES / (PARTS_OF_A_REQUEST * documented.operations.length)));

/** Every n-th case, beginning with another one each day. */
export function sampleOf<T>(cases: readonly T[]): readonly T[] {
  if (triesEverything) return cases;
  const step = Math.ceil(cases.length / share);
  return cases.filter((_, at) => at % step === sampleDay % step);
}

/** For properties of fast-check, which reports the seed of a failure itself. */
export const propertyOptions = { seed: sampleDay, numRuns: triesEverything ? 500 : share, endOnFailure: true };
