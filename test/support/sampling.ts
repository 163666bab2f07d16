// What takes long is sampled: a run tries a part that follows from the date, `npm run test:full` tries everything. SAMPLE_DAY=<number>
// tries the part of another day again; each file that samples says what it leaves out.

export const triesEverything = process.env['SAMPLE'] === 'all';

const DAY_MS = 86_400_000;
/** Days since 1970. */
export const sampleDay = Number(process.env['SAMPLE_DAY'] ?? Math.floor(Date.now() / DAY_MS));

/** Every n-th item, beginning with another one each day, so that n days try all of them. */
export function everyNth<T>(n: number, items: readonly T[], day = sampleDay): readonly T[] {
  return triesEverything ? items : items.filter((_, index) => index % n === day % n);
}

/** The given number of runs of a property, and four times as many in a run that tries everything. */
export const runs = (usual: number): number => (triesEverything ? 4 * usual : usual);
