import { refuse } from '#libs/kernel';
import {
  importColumnMissing,
  importFieldTwice,
  unknownImportColumn,
  unknownImportField,
} from '../domain/equipment-import.errors.js';
import { costColumns, customKey, keptColumns, placeColumns, plainColumns } from './equipment-columns.js';
import type { MappedColumn } from './import-equipment.js';

/** What a file may say of a machine. */
const readable = new Set<string>([...plainColumns, ...placeColumns, ...costColumns]);
/** Written by exports, and left out without a word. */
const leftOut = new Set<string>(keptColumns);

/** Names that people give to columns, without what is no letter or digit. */
const synonyms: Readonly<Record<string, string>> = {
  number: 'equipmentNumber',
  no: 'equipmentNumber',
  equipmentno: 'equipmentNumber',
  assetnumber: 'equipmentNumber',
  assettag: 'equipmentNumber',
  assetid: 'equipmentNumber',
  equipment: 'name',
  equipmentname: 'name',
  asset: 'name',
  assetname: 'name',
  machine: 'name',
  serial: 'serialNumber',
  serialno: 'serialNumber',
  registration: 'registrationNumber',
  registrationno: 'registrationNumber',
  qr: 'qrCode',
  barcode: 'qrCode',
  type: 'equipmentType',
  kind: 'equipmentType',
  maker: 'manufacturer',
  make: 'manufacturer',
  brand: 'manufacturer',
  modelnumber: 'model',
  power: 'powerRating',
  year: 'yearOfManufacture',
  yearbuilt: 'yearOfManufacture',
  installed: 'installationDate',
  installedon: 'installationDate',
  commissioned: 'commissioningDate',
  warranty: 'warrantyExpiryDate',
  warrantyuntil: 'warrantyExpiryDate',
  warrantyexpiry: 'warrantyExpiryDate',
  hours: 'operationalHours',
  runninghours: 'operationalHours',
  nextmaintenance: 'nextMaintenanceDate',
  facility: 'facilityName',
  site: 'facilityName',
  location: 'facilityName',
  sitecode: 'facilityCode',
  building: 'buildingName',
  parent: 'parentNumber',
  partof: 'parentNumber',
  cost: 'purchaseCost',
  price: 'purchaseCost',
  purchaseprice: 'purchaseCost',
  note: 'notes',
  comment: 'notes',
  comments: 'notes',
};

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const byPlainName = new Map([...readable].map((name) => [plain(name), name]));

/** @throws DomainError `equipment_import.unknown_field`, `equipment_import.field_twice` */
export function assertMapping(mapping: readonly MappedColumn[]): void {
  const fields = mapping.flatMap(({ field }) => (field === null ? [] : [field]));
  for (const field of fields)
    if (!readable.has(field) && customKey(field) === undefined)
      throw refuse(unknownImportField, { detail: `Machines have no "${field}".` });
  assertOnce(fields);
  assertOnce(mapping.map(({ column }) => column));
}

/**
 * What each column of the file is read as, in its order.
 * @param keys of the custom fields that are defined, with their labels
 * @throws DomainError `equipment_import.unknown_column`, `equipment_import.field_twice`, `equipment_import.column_missing`
 */
export function mapColumns(
  columns: readonly string[],
  mapping: readonly MappedColumn[],
  keys: readonly { readonly key: string; readonly label: string }[],
): MappedColumn[] {
  const said = new Map(mapping.map(({ column, field }) => [column, field]));
  const missing = mapping.find(({ column }) => !columns.includes(column));
  if (missing) throw refuse(unknownImportColumn, { detail: `The file has no column "${missing.column}".` });
  const taken = new Set(mapping.map(({ field }) => field));
  const mapped = columns.map((column) => {
    const field = said.has(column) ? said.get(column)! : guess(column, keys);
    return { column, field: said.has(column) || !taken.has(field) ? field : null };
  });
  assertOnce(mapped.flatMap(({ field }) => (field === null ? [] : [field])));
  if (!mapped.some(({ field }) => field === 'equipmentNumber')) throw refuse(importColumnMissing);
  return mapped;
}

function guess(column: string, keys: readonly { readonly key: string; readonly label: string }[]): string | null {
  if (column === '' || leftOut.has(column)) return null;
  if (customKey(column) !== undefined) return column;
  const name = plain(column);
  const own = keys.find(({ key, label }) => plain(key) === name || plain(label) === name);
  return byPlainName.get(name) ?? (own ? `customFields.${own.key}` : (synonyms[name] ?? null));
}

function assertOnce(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refuse(importFieldTwice, { detail: `"${twice}" is named by two columns.` });
}
