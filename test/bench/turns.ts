/**
 * Measures each contender once per round and starts each round with a different one, so that other load on the machine affects all of
 * them alike.
 */
export async function eachInTurn<K extends string, M>(
  rounds: number,
  contenders: Readonly<Record<K, () => Promise<M>>>,
): Promise<Record<K, M[]>> {
  const names = Object.keys(contenders) as K[];
  const seen = Object.fromEntries(names.map((name) => [name, [] as M[]])) as Record<K, M[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length]!;
      seen[name].push(await contenders[name]());
    }
  }
  return seen;
}

/** Measures the contenders in turns and returns the median of each. */
export async function inTurns<K extends string>(
  rounds: number,
  contenders: Readonly<Record<K, () => Promise<number>>>,
): Promise<Record<K, number>> {
  const seen = Object.entries<number[]>(await eachInTurn(rounds, contenders));
  return Object.fromEntries(seen.map(([name, figures]) => [name, median(figures)])) as Record<K, number>;
}

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
