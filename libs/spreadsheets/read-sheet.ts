import { refuse } from '#libs/kernel';
import { csvFormOf, csvRows } from './csv-rows.js';
import { sheetEmpty } from './sheet.errors.js';
import type { SheetCell, SheetRow } from './sheet-row.js';
import { readWorkbook } from './workbook.js';

/** A table in a file: its first line names the columns. */
export interface Sheet {
  readonly columns: readonly string[];
  /** How it was read, such as "utf-8" and ";". Null where the format says so itself. */
  readonly encoding: string | null;
  readonly separator: string | null;
  /** Below the names of the columns. Each call reads the file anew. */
  rows(): AsyncGenerator<SheetRow>;
}

/**
 * @param isWorkbook an XLSX file, of which the first sheet is read; else CSV, whose encoding and separator are recognised
 * @throws DomainError `sheet.unreadable`, `sheet.empty`, `sheet.too_wide`, `sheet.too_large`; some only while rows are read
 */
export async function readSheet(path: string, isWorkbook: boolean): Promise<Sheet> {
  if (isWorkbook) return sheetOf(await readWorkbook(path), { encoding: null, separator: null });
  const form = await csvFormOf(path);
  return sheetOf(() => csvRows(path, form), form);
}

async function sheetOf(
  all: () => AsyncGenerator<SheetRow>,
  form: { readonly encoding: string | null; readonly separator: string | null },
): Promise<Sheet> {
  for await (const { cells } of all()) {
    const columns = cells.map((cell: SheetCell) => String(cell).trim());
    return { ...form, columns, rows: () => skipFirst(all()) };
  }
  throw refuse(sheetEmpty);
}

async function* skipFirst(rows: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  let isFirst = true;
  for await (const row of rows) {
    if (!isFirst) yield row;
    isFirst = false;
  }
}
