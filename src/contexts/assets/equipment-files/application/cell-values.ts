import { DateTime } from 'luxon';
import type { LocalValues, SheetCell } from '#libs/spreadsheets';
import type { CustomFieldType } from '../../custom-fields/domain/custom-field-type.js';
import { ownValue } from './equipment-columns.js';

// What cannot be read stays as it is, so that the rules of its field refuse it by name.

export const cellText = (cell: SheetCell): string => String(cell);

export function cellNumber(cell: SheetCell, local: LocalValues): SheetCell {
  if (typeof cell !== 'string') return cell;
  const text = local.number(cell.trim());
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : cell;
}

/** A workbook has midnight where it has no time. */
export function cellDate(cell: SheetCell, local: LocalValues): string {
  return local.date(cellText(cell).trim()).replace(/T00:00(:00)?$/, '');
}

/** Without an offset it is a time of that zone, without a time the beginning of the day. */
export function cellInstant(cell: SheetCell, local: LocalValues, zone: string): string {
  const text = local.date(cellText(cell).trim());
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/.test(text)) return text;
  const time = DateTime.fromISO(text.replace(' ', 'T'), { zone });
  return time.isValid ? time.toUTC().toISO() : text;
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/** @param type undefined for a name that no field defines */
export function customValue(cell: SheetCell, type: CustomFieldType | undefined, local: LocalValues): SheetCell {
  if (type === undefined) return typeof cell === 'string' ? ownValue(cell) : cell;
  if (type === 'number') return cellNumber(cell, local);
  if (type === 'date') return cellDate(cell, local);
  if (type === 'boolean' && typeof cell !== 'boolean') return truths[cellText(cell).trim().toLowerCase()] ?? cell;
  return type === 'text' || type === 'choice' ? cellText(cell) : cell;
}
