/** One line of a benchmark: the figure, and those of the floors that were measured in the same run. */
export interface BenchResult {
  readonly case: string;
  readonly figure: number;
  readonly unit: Unit;
  readonly floor: number;
  /** figure ÷ floor: at least the target for requests/s, at most the target for times. */
  readonly ratio: number;
  readonly best?: number;
  readonly bestRatio?: number;
  /** 99th percentile of the response times in milliseconds. */
  readonly p99?: Required<Contenders>;
}

type Unit = 'requests/s' | 's' | 'ms';

interface Contenders {
  readonly product: number;
  readonly floor: number;
  readonly best?: number;
}

interface Measured extends Contenders {
  readonly p99?: Required<Contenders>;
}

export function resultOf(name: string, unit: Unit, { product, floor, best, p99 }: Measured): BenchResult {
  return {
    case: name,
    figure: rounded(product),
    unit,
    floor: rounded(floor),
    ratio: rounded(product / floor),
    ...(best !== undefined && { best: rounded(best), bestRatio: rounded(product / best) }),
    ...(p99 && { p99: { product: rounded(p99.product), floor: rounded(p99.floor), best: rounded(p99.best) } }),
  };
}

type Column = readonly [title: string, cell: (result: BenchResult) => string | number | undefined];

const columns: readonly Column[] = [
  ['case', (result) => result.case],
  ['figure', ({ figure }) => figure],
  ['unit', ({ unit }) => unit],
  ['floor', ({ floor }) => floor],
  ['ratio', ({ ratio }) => ratio],
  ['best', ({ best }) => best],
  ['best ratio', ({ bestRatio }) => bestRatio],
  ['p99 ms', ({ p99 }) => p99?.product],
  ['floor', ({ p99 }) => p99?.floor],
  ['best', ({ p99 }) => p99?.best],
];

/** Leaves out columns that are empty in every row. */
export function tableOf(results: readonly BenchResult[]): string {
  const used = columns.filter(([, cell]) => results.some((result) => cell(result) !== undefined));
  const rows = results.map((result) => used.map(([, cell]) => String(cell(result) ?? '-')));
  const widths = used.map(([title], column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  return [used.map(([title]) => title), ...rows].map((row) => lineOf(row, widths)).join('\n');
}

function lineOf(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => cell.padEnd(widths[column]!))
    .join('  ')
    .trimEnd();
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
