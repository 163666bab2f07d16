/** What spreadsheets take for a formula when a cell begins with it, which would run in the hands of whoever opens the file. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

export type CsvCell = string | number | boolean | object | null;

/** A line of a CSV file (RFC 4180): text that could be a formula begins with an apostrophe, objects are JSON, null is empty. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = cell === null ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell);
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
