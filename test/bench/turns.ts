type Measure = () => Promise<number>;

/**
 * Measures each contender once a round, beginning with another one each round, and answers the medians: a machine that is
 * busy with something else for a while is so for all of them.
 */
export async function inTurns<K extends string>(
  rounds: number,
  contenders: Readonly<Record<K, Measure>>,
): Promise<Record<K, number>> {
  const names = Object.keys(contenders) as K[];
  const seen = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length]!;
      seen.get(name)!.push(await contenders[name]());
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(seen.get(name)!)])) as Record<K, number>;
}

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
