import { refuse } from '#libs/kernel';
import { sheetTooWide } from './sheet.errors.js';

/** As the file has it: of a CSV file always text. Dates are text in the form of ISO 8601. */
export type SheetCell = string | number | boolean;

export interface SheetRow {
  /** Where it begins in the file, the first line being 1. */
  readonly line: number;
  readonly cells: readonly SheetCell[];
}

/** More than any sheet of people has, and few enough for a row to stay small. */
const MAX_COLUMNS = 1_000;

/** @throws DomainError `sheet.too_wide` */
export function assertWidth(columns: number): void {
  if (columns > MAX_COLUMNS) throw refuse(sheetTooWide);
}
