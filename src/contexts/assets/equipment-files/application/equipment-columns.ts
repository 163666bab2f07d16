import { canSeeCosts } from '#libs/request-context';
import { isoUtc } from '#libs/database';
import type { CsvCell } from '#libs/kernel';
import type { ExportedMachine } from './equipment-export.queries.js';

/** Columns of a file that are properties of a machine as they stand. */
export const plainColumns = [
  ...['equipmentNumber', 'name', 'status', 'description', 'serialNumber', 'registrationNumber', 'qrCode'],
  ...['equipmentType', 'category', 'manufacturer', 'model', 'capacity', 'speed', 'controller', 'powerRating'],
  ...['yearOfManufacture', 'installationDate', 'commissioningDate', 'warrantyExpiryDate', 'operationalHours'],
  ...['maintenanceFrequencyDays', 'nextMaintenanceDate', 'floor', 'room', 'locationNotes', 'notes'],
] as const;

/** By names that people know. */
export const placeColumns = ['facilityCode', 'facilityName', 'buildingCode', 'buildingName', 'parentNumber'] as const;

export const costColumns = ['purchaseCost', 'annualMaintenanceCost', 'currency'] as const;

/** What the product keeps by itself: written, and not read again. */
export const keptColumns = ['lastMaintenanceDate', 'id', 'version', 'createdAt', 'updatedAt'] as const;

export const machineColumns = [...plainColumns, ...placeColumns, ...costColumns, ...keptColumns] as const;

const CUSTOM = 'customFields.';

/** The column of a custom field. */
export const customColumn = (key: string): string => `${CUSTOM}${key}`;

/** The key of the custom field that a column holds; undefined for other columns. */
export function customKey(column: string): string | undefined {
  const key = column.startsWith(CUSTOM) ? column.slice(CUSTOM.length) : '';
  return key === '' || key === '__proto__' ? undefined : key;
}

/** The column that a pointer into a body is about: `/customFields/stops` has one of its own, and so has the currency of amounts. */
export function columnAt(pointer: string): string {
  const [, field = '', member] = pointer.split('/');
  if (field === 'customFields' && member !== undefined)
    return customColumn(member.replaceAll('~1', '/').replaceAll('~0', '~'));
  return member === 'currency' ? member : field;
}

const times: readonly string[] = ['nextMaintenanceDate', 'lastMaintenanceDate', 'createdAt', 'updatedAt'];

/** The cells of a line, in the order of the columns. @param keys of the custom fields, and whether the account defines them */
export function cellsOf(machine: ExportedMachine, keys: ReadonlyMap<string, boolean>): CsvCell[] {
  const row = machine as unknown as Readonly<Record<string, string | number | null>>;
  const values = machine.customFields;
  const cells = machineColumns.map((name) => {
    if (isCost(name) && !showsCost(machine)) return null;
    const value = row[name] ?? null;
    return times.includes(name) ? isoUtc(value as string | null) : value;
  });
  return [...cells, ...[...keys].map(([key, isDefined]) => customCell(values, key, isDefined))];
}

const isCost = (name: string): boolean => costColumns.some((cost) => cost === name);

/** The currency of a machine that costs nothing says nothing. */
const showsCost = ({ purchaseCost, annualMaintenanceCost }: ExportedMachine): boolean =>
  canSeeCosts() && (purchaseCost !== null || annualMaintenanceCost !== null);

/** The text of a name that no field defines, where it would be read as something else, is written as JSON like all that is no text. */
function customCell(values: Readonly<Record<string, unknown>>, key: string, isDefined: boolean): CsvCell {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  if (value === undefined || (value === null && isDefined)) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return JSON.stringify(value);
  return isDefined || ownValue(value) === value ? value : JSON.stringify(value);
}

/** What a cell says of a name that no field defines: a text, a number or a truth value as JSON writes them, or else a text. */
export function ownValue(text: string): string | number | boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : text;
  } catch {
    return text;
  }
}
