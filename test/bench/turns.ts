/**
 * Measures each contender once a round, beginning with another one each round: a machine that is busy with something else for a while
 * is so for all of them.
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

/** The medians of figures that are measured in turns. */
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
