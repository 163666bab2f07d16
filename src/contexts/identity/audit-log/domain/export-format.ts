import { csvLine } from '#libs/kernel';

/** The formats of an export, with their media types. */
export const exportFormats = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const;
export type ExportFormat = keyof typeof exportFormats;

type Cell = string | object | null;
export type ExportRow = Readonly<Record<string, Cell>>;

const writers: Readonly<Record<ExportFormat, (columns: readonly string[], rows: readonly ExportRow[]) => string>> = {
  csv: (columns, rows) => rows.map((row) => csvLine(columns.map((name) => row[name] ?? null))).join(''),
  ndjson: (_columns, rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
};

/** The beginning of a file. */
export function exportHead(format: ExportFormat, columns: readonly string[]): string {
  return format === 'csv' ? csvLine(columns) : '';
}

export function exportText(format: ExportFormat, columns: readonly string[], rows: readonly ExportRow[]): string {
  return writers[format](columns, rows);
}
