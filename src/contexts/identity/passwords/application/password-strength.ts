import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { commonWords } from '../domain/common-passwords.js';
import { normalPassword, spellings, type OwnWords } from '../domain/password-policy.js';

export type Weakness = 'common' | 'personal';

/** Ten random characters count as 10¹⁰, two common words or a word and a year as some 10⁸. */
const LEAST_GUESSES = 1e9;

/** Estimates at most so many characters: 64 take some 30 ms at worst, 256 ten times as long. Further ones only make it stronger. */
const MAX_JUDGED = 64;

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Undefined for a password that would take too many guesses. */
export async function weaknessOf(password: string, ownWords: OwnWords): Promise<Weakness | undefined> {
  const judged = normalPassword(password).slice(0, MAX_JUDGED);
  const { guesses, sequence } = (await (estimator ??= loadEstimator())).check(judged, spellings(ownWords));
  if (guesses >= LEAST_GUESSES) return undefined;
  return sequence.some((part) => 'dictionaryName' in part && part.dictionaryName === 'userInputs')
    ? 'personal'
    : 'common';
}

/** Loaded when the first password is set: the word lists take a tenth of a second and some 25 MB. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary: { ...dictionary, ownList: [...commonWords] }, graphs: adjacencyGraphs });
}
