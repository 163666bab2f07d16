import { forbidden, withoutApostrophe, type FieldError } from '#libs/kernel';
import { localValues, type LocalValues, type SheetCell, type SheetRow } from '#libs/spreadsheets';
import type { KnownField } from '../../custom-fields/domain/custom-field-values.js';
import { equipmentStatuses, type EquipmentStatus } from '../../equipment/domain/equipment-status.js';
import { columnAt, customKey, placeColumns } from './equipment-columns.js';
import type { MappedColumn } from './import-equipment.js';
import type { ImportedRow, NamedPlace, ReadMachine, RowFault } from './import-row.js';
import { cellDate, cellInstant, cellNumber, cellText, customValue } from './cell-values.js';

interface ReadingOptions {
  readonly locale: string | undefined;
  readonly clearEmpty: boolean;
  readonly maySetCosts: boolean;
  /** Of times that are given without an offset. */
  readonly timezone: string;
}

const numbers = new Set(['yearOfManufacture', 'operationalHours', 'maintenanceFrequencyDays']);
const dates = new Set(['installationDate', 'commissioningDate', 'warrantyExpiryDate']);
const amounts = new Set(['purchaseCost', 'annualMaintenanceCost']);
const places = new Set<string>(placeColumns);
/** What every machine has cannot be cleared. */
const kept = new Set(['equipmentNumber', 'name', 'status', 'operationalHours', 'currency']);

type Raw = Record<string, unknown>;

/** Reads lines of a file as what they say of machines. */
export class RowReader {
  private readonly local: LocalValues;
  private readonly columnOf: ReadonlyMap<string, string>;
  private readonly fieldOf: ReadonlyMap<string, KnownField>;

  constructor(
    private readonly columns: readonly MappedColumn[],
    fields: readonly KnownField[],
    private readonly options: ReadingOptions,
    private readonly readMachine: ReadMachine,
  ) {
    this.local = localValues(options.locale);
    this.columnOf = new Map(columns.flatMap(({ column, field }) => (field === null ? [] : [[field, column] as const])));
    this.fieldOf = new Map(fields.map((field) => [field.key, field]));
  }

  /** What the file calls a field. */
  columnNamed(field: string): string {
    return this.columnOf.get(field) ?? field;
  }

  read({ line, cells }: SheetRow): ImportedRow {
    const found: { raw: Raw; place: Raw; customFields: Raw } = { raw: {}, place: {}, customFields: {} };
    this.columns.forEach(({ field }, index) => {
      if (field !== null) this.put(found, field, cells[index] ?? '');
    });
    const { status, currency, ...raw } = found.raw;
    const { parentNumber, ...place } = found.place as NamedPlace & { parentNumber?: string | null };
    const faults: RowFault[] = [];
    const fault = (field: string | null, { code, detail }: Pick<FieldError, 'code' | 'detail'>) =>
      faults.push({ line, column: field === null ? null : this.columnNamed(field), code, detail });
    if (cells.length > this.columns.length && cells.slice(this.columns.length).some((cell) => cell !== ''))
      fault(null, { code: 'field.too_many_items', detail: 'The line has more cells than there are columns.' });
    this.priceWith(currency, raw, fault);
    if (raw['equipmentNumber'] === undefined)
      fault('equipmentNumber', { code: 'field.required', detail: 'is required' });
    const customFields = Object.fromEntries(
      Object.entries(found.customFields).filter(([, value]) => value !== undefined),
    );
    const read = this.readMachine({ ...raw, customFields });
    for (const error of read.faults) fault(columnAt(error.pointer), error);
    if (status !== undefined && !equipmentStatuses.some((known) => known === status))
      fault('status', { code: 'field.unknown_value', detail: `must be one of ${equipmentStatuses.join(', ')}` });
    return {
      ...{ line, changes: read.values, status: status as EquipmentStatus | undefined, faults },
      ...{ number: read.values.equipmentNumber ?? '', place, parentNumber, customFields: found.customFields },
    };
  }

  private put(found: { raw: Raw; place: Raw; customFields: Raw }, field: string, cell: SheetCell): void {
    const given = typeof cell === 'string' ? withoutApostrophe(cell) : cell;
    const isEmpty = typeof given === 'string' && given.trim() === '';
    const key = customKey(field);
    if (isEmpty) {
      if (!this.options.clearEmpty) return;
      if (key !== undefined) found.customFields[key] = undefined;
      else if (places.has(field)) found.place[field] = null;
      else if (!kept.has(field)) found.raw[field] = null;
    } else if (key !== undefined) found.customFields[key] = customValue(given, this.fieldOf.get(key)?.type, this.local);
    else if (places.has(field)) found.place[field] = cellText(given).trim();
    else found.raw[field] = this.valueOf(field, given);
  }

  private valueOf(field: string, cell: SheetCell): unknown {
    if (numbers.has(field)) return cellNumber(cell, this.local);
    if (dates.has(field)) return cellDate(cell, this.local);
    if (field === 'nextMaintenanceDate') return cellInstant(cell, this.local, this.options.timezone);
    if (amounts.has(field)) return this.local.number(cellText(cell));
    return field === 'status' || field === 'currency' ? cellText(cell).trim() : cellText(cell);
  }

  private priceWith(
    currency: unknown,
    raw: Raw,
    fault: (field: string, error: Pick<FieldError, 'code' | 'detail'>) => void,
  ): void {
    for (const field of amounts) {
      const amount = raw[field];
      if (amount === undefined) continue;
      if (!this.options.maySetCosts) {
        delete raw[field];
        if (amount !== null)
          fault(field, { code: forbidden.code, detail: 'To set what it costs needs the permission costs:read.' });
      } else if (amount !== null && currency === undefined) {
        delete raw[field];
        fault('currency', { code: 'field.required', detail: 'is required beside an amount' });
      } else if (amount !== null) raw[field] = { amount, currency };
    }
  }
}
