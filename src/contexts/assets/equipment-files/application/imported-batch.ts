import {
  atField,
  checkAll,
  forbidden,
  invalidFields,
  pullEvents,
  refuse,
  type AuditEntry,
  type DomainError,
  type DomainEvent,
} from '#libs/kernel';
import {
  numberTaken,
  qrCodeTaken,
  invalidStatusChange,
  invalidTransition,
} from '../../equipment/domain/equipment.errors.js';
import { Equipment, type NewEquipment } from '../../equipment/domain/equipment.entity.js';
import type { Place } from '../../equipment/domain/equipment-place.js';
import { pullRecords } from '../../equipment/domain/equipment-record.js';
import type { EquipmentStatusChange } from '../../equipment/domain/equipment-status-change.entity.js';
import type { EquipmentStatus, WorkingStatus } from '../../equipment/domain/equipment-status.js';
import { assertValidValues, type KnownField } from '../../custom-fields/domain/custom-field-values.js';
import { hasParts } from '../domain/equipment-import.errors.js';
import type { BatchPlaces } from './batch-places.js';
import { valuesOf } from './equipment-import.writes.js';
import type { ImportedRow } from './import-row.js';

/** What the import was asked to do, and by whom. */
export interface ImportTerms {
  readonly upsert: boolean;
  readonly mayDecommission: boolean;
  readonly by: string | null;
  readonly fields: readonly KnownField[];
}

export interface KnownMachine {
  readonly id: string;
  readonly isVisible: boolean;
  readonly hasParts: boolean;
}

/** What the database knows of what the lines of a batch name. */
export interface KnownOfBatch {
  /** By number as the lines have it. */
  readonly machines: ReadonlyMap<string, KnownMachine>;
  /** Ids by QR code. */
  readonly qrCodes: ReadonlyMap<string, string>;
  /** Those that lines may change, by id. */
  readonly loaded: ReadonlyMap<string, Equipment>;
  readonly places: BatchPlaces;
}

/** The machines of a batch after its lines. Nothing is written here. */
export class ImportedBatch {
  readonly created: { readonly line: number; readonly machine: Equipment }[] = [];
  readonly changed: Equipment[] = [];
  private readonly takenCodes = new Set<string>();

  constructor(
    private readonly known: KnownOfBatch,
    private readonly terms: ImportTerms,
  ) {}

  /** @throws DomainError which says what is wrong with the line */
  add(row: ImportedRow): void {
    const known = this.known.machines.get(row.number);
    if (known && !(this.terms.upsert && known.isVisible)) throw refuse(numberTaken);
    this.assertFreeCode(row, known?.id);
    this.known.places.whileWritten(() => (known ? this.change(row, known) : this.create(row)));
    const { qrCode } = row.changes;
    if (qrCode) this.takenCodes.add(qrCode.toLowerCase());
  }

  private create(row: ImportedRow): void {
    const { fields, by } = this.terms;
    const customFields = defined(row.customFields);
    const [place] = checkAll(
      () => this.newPlace(row),
      () => {
        if (row.changes.name === undefined) throw required('name');
      },
      () => assertValidValues(fields, customFields),
    );
    const status = row.status === 'decommissioned' ? undefined : row.status;
    const machine = Equipment.create(place, { ...row.changes, customFields, status } as NewEquipment, by);
    if (row.status === 'decommissioned') this.decommission(machine);
    this.created.push({ line: row.line, machine });
  }

  private newPlace({ place }: ImportedRow) {
    const { facilityId, buildingId = null } = this.known.places.placeOf(place, undefined);
    if (facilityId === undefined) throw required('facilityCode');
    return { facilityId, buildingId };
  }

  private decommission(machine: Equipment): void {
    const { mayDecommission, by } = this.terms;
    if (!mayDecommission)
      throw refuse(atField(forbidden, '/status'), { detail: 'This needs the permission equipment:decommission.' });
    machine.decommission({ by });
  }

  private change(
    { changes, status, place: named, customFields }: ImportedRow,
    { id, hasParts: isWhole }: KnownMachine,
  ): void {
    const { fields, by } = this.terms;
    const machine = this.known.loaded.get(id);
    if (!machine) throw refuse(numberTaken);
    const values = defined({ ...machine.customFields, ...customFields });
    const [to] = checkAll(
      () => machine.placeWith(this.known.places.placeOf(named, placeNow(machine))),
      () => assertValidValues(fields, values, machine.customFields),
    );
    if (to.facilityId !== machine.facilityId && isWhole) throw refuse(atField(hasParts, '/facilityCode'));
    assertStatus(machine.status, status);
    machine.parentId = machine.parentWith(undefined, to);
    machine.moveTo(to, by);
    machine.edit({ ...changes, customFields: values }, by);
    if (status !== undefined) machine.changeStatus(status as WorkingStatus, { by });
    this.changed.push(machine);
  }

  private assertFreeCode({ changes: { qrCode } }: ImportedRow, id: string | undefined): void {
    if (!qrCode) return;
    const holder = this.known.qrCodes.get(qrCode);
    if ((holder !== undefined && holder !== id) || this.takenCodes.has(qrCode.toLowerCase())) throw refuse(qrCodeTaken);
  }
}

/** The machines that were added, as rows, audit entries and events. */
export function additionsOf(machines: readonly Equipment[]): {
  readonly statusChanges: EquipmentStatusChange[];
  readonly audits: AuditEntry[];
  readonly events: DomainEvent[];
} {
  return {
    statusChanges: machines.flatMap((machine) => pullRecords(machine) as EquipmentStatusChange[]),
    audits: machines.map((machine) => {
      const after = Object.fromEntries(Object.entries(valuesOf(machine)).filter(([, value]) => value !== null));
      return { action: 'create', resourceType: 'equipment', resourceId: machine.id, after };
    }),
    events: machines.flatMap((machine) => pullEvents(machine)),
  };
}

const placeNow = ({ facilityId, buildingId = null }: Equipment): Place => ({ facilityId, buildingId });

function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function required(field: string): DomainError {
  return invalidFields([{ pointer: `/${field}`, code: 'field.required', detail: 'is required' }]);
}

/** Decommissioning and recommissioning are acts of their own. */
function assertStatus(from: EquipmentStatus, to: EquipmentStatus | undefined): void {
  if (to === undefined || to === from || (to !== 'decommissioned' && from !== 'decommissioned')) return;
  throw refuse(atField(invalidTransition, '/status'), { detail: invalidStatusChange(from, to).message });
}
