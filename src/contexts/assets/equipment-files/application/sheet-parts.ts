import { refuse } from '#libs/kernel';
import type { Sheet, SheetRow } from '#libs/spreadsheets';
import { MAX_ROWS, tooManyImportRows } from '../domain/equipment-import.errors.js';

const ROWS_AT_ONCE = 500;

/** @throws DomainError `equipment_import.too_many_rows` before anything is written */
export async function countRows(sheet: Sheet, signal: AbortSignal): Promise<number> {
  let rows = 0;
  for await (const { cells } of sheet.rows()) {
    if (cells.length > 0) rows += 1;
    if (rows > MAX_ROWS) throw refuse(tooManyImportRows);
    if (rows % ROWS_AT_ONCE === 0) signal.throwIfAborted();
  }
  return rows;
}

export async function* partsOf(sheet: Sheet): AsyncGenerator<SheetRow[]> {
  let part: SheetRow[] = [];
  for await (const row of sheet.rows()) {
    part.push(row);
    if (part.length < ROWS_AT_ONCE) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
