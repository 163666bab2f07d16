export type CsvCell = string | number | boolean | null;

/** What spreadsheets take for a formula when a cell begins with it, which would run in the hands of whoever opens the file. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** One line of a file. Text that a spreadsheet would take for a formula begins with an apostrophe; numbers are none. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

/** The text as it was before it was written: without the apostrophe. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}

function quoted(cell: CsvCell): string {
  if (cell === null) return '""';
  if (typeof cell !== 'string') return `"${String(cell)}"`;
  return `"${(formula.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;
}
