import { StreamableFile } from '@nestjs/common';
import { enumeration } from '#libs/http';
import { csvLine, type CsvCell } from '#libs/kernel';

export const reportTypes = { json: 'application/json', csv: 'text/csv' } as const;
export type ReportFormat = keyof typeof reportTypes;

export const reportFormat = enumeration({
  name: 'ReportFormat',
  description: 'JSON with everything, or the series alone as CSV',
  values: Object.keys(reportTypes) as ReportFormat[],
});

interface Answer {
  readonly series: readonly object[];
}

/** The answer in the format of the parameter, or else in that of the Accept header. */
export function formatted<T extends Answer>(
  { name }: { readonly name: string },
  answer: T,
  format: ReportFormat | undefined,
  accepted: string,
): T | StreamableFile {
  const type = format ? reportTypes[format] : accepted;
  if (type !== reportTypes.csv) return answer;
  return new StreamableFile(Buffer.from(reportCsv(answer)), {
    type: `${type}; charset=utf-8`,
    disposition: `attachment; filename="${name}.csv"`,
  });
}

type Cells = Readonly<Record<string, CsvCell>>;

/** A line for each row of the series, or for each currency of a row, a column for each of the fields. */
export function reportCsv({ series }: Answer): string {
  const lines = series.flatMap((row) => linesOf(Object.entries(row)));
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  return [columns, ...lines.map((line) => columns.map((name) => line[name] ?? null))].map(csvLine).join('');
}

function linesOf(fields: readonly [string, unknown][]): Cells[] {
  const cells = Object.fromEntries(fields.filter(([, value]) => !Array.isArray(value))) as Cells;
  const totals = fields.flatMap(([, value]) => (Array.isArray(value) ? (value as object[]) : []));
  return totals.length === 0 ? [cells] : totals.map((total) => ({ ...cells, ...amountsOf(total) }));
}

/** Amounts of money alone, whose currency has a column of its own. */
function amountsOf(total: object): Cells {
  const entries = Object.entries(total).map(([name, value]: [string, unknown]) => [name, amountOf(value)]);
  return Object.fromEntries(entries) as Cells;
}

function amountOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'amount' in value ? Number(value.amount) : value;
}
