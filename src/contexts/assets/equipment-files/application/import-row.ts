import type { FieldError } from '#libs/kernel';
import type { EquipmentChanges } from '../../equipment/domain/equipment.entity.js';
import type { EquipmentStatus } from '../../equipment/domain/equipment-status.js';

/** One fault of a line. */
export interface RowFault {
  readonly line: number;
  /** As the file calls it; null for faults of the line as a whole. */
  readonly column: string | null;
  readonly code: string;
  readonly detail: string;
}

/** Facility and building as people name them. Absent where the file has no such column, null where its cell is empty. */
export interface NamedPlace {
  readonly facilityCode?: string | null;
  readonly facilityName?: string | null;
  readonly buildingCode?: string | null;
  readonly buildingName?: string | null;
}

/** What a line says of a machine: absent parts stay as they are. */
export interface ImportedRow {
  readonly line: number;
  readonly number: string;
  readonly changes: Omit<EquipmentChanges, 'status' | 'customFields'>;
  readonly status: EquipmentStatus | undefined;
  readonly place: NamedPlace;
  /** The number of the machine that it is part of; null for none, undefined where the line does not say. */
  readonly parentNumber: string | null | undefined;
  /** Undefined takes a value out. */
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly faults: readonly RowFault[];
}

/** Reads the properties of a machine as the API does in a body. */
export type ReadMachine = (raw: Readonly<Record<string, unknown>>) => {
  readonly values: Omit<EquipmentChanges, 'status' | 'customFields'>;
  readonly faults: readonly FieldError[];
};
