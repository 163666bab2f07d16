/** One line of a benchmark: what was measured, against which floors of the same run. */
export interface BenchResult {
  readonly case: string;
  readonly figure: number;
  readonly unit: Unit;
  readonly floor: number;
  /** figure ÷ floor: at least the target for requests/s, at most the target for times. */
  readonly ratio: number;
  readonly best?: number;
  readonly bestRatio?: number;
}

type Unit = 'requests/s' | 's' | 'ms';

interface Measured {
  readonly product: number;
  readonly floor: number;
  readonly best?: number;
}

export function resultOf(name: string, unit: Unit, { product, floor, best }: Measured): BenchResult {
  const result = {
    case: name,
    figure: rounded(product),
    unit,
    floor: rounded(floor),
    ratio: rounded(product / floor),
  };
  return best === undefined ? result : { ...result, best: rounded(best), bestRatio: rounded(product / best) };
}

export function tableOf(results: readonly BenchResult[]): string {
  const header = ['case', 'figure', 'unit', 'floor', 'ratio', 'best', 'best ratio'];
  const rows = results.map((result) =>
    [
      result.case,
      result.figure,
      result.unit,
      result.floor,
      result.ratio,
      result.best ?? '-',
      result.bestRatio ?? '-',
    ].map(String),
  );
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
