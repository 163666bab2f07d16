// Past the unit of work: lines of a file come in hundreds, and its faults are written once, by the operation that finds them.
import { sql } from 'kysely';
import { insertRows, tenantQuery, type Statement } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import type { Equipment } from '../../equipment/domain/equipment.entity.js';
import type { EquipmentStatusChange } from '../../equipment/domain/equipment-status-change.entity.js';
import type { RowFault } from './import-row.js';

/** Columns by property, with their types. */
const equipmentColumns = {
  id: ['id', 'uuid'],
  facilityId: ['facility_id', 'uuid'],
  buildingId: ['building_id', 'uuid'],
  equipmentNumber: ['equipment_number', 'varchar'],
  name: ['name', 'varchar'],
  description: ['description', 'text'],
  serialNumber: ['serial_number', 'varchar'],
  registrationNumber: ['registration_number', 'varchar'],
  qrCode: ['qr_code', 'varchar'],
  qrToken: ['qr_token', 'varchar'],
  equipmentType: ['equipment_type', 'varchar'],
  category: ['category', 'varchar'],
  manufacturer: ['manufacturer', 'varchar'],
  model: ['model', 'varchar'],
  capacity: ['capacity', 'varchar'],
  speed: ['speed', 'varchar'],
  controller: ['controller', 'varchar'],
  powerRating: ['power_rating', 'varchar'],
  yearOfManufacture: ['year_of_manufacture', 'int4'],
  installationDate: ['installation_date', 'date'],
  commissioningDate: ['commissioning_date', 'date'],
  warrantyExpiryDate: ['warranty_expiry_date', 'date'],
  status: ['status', 'varchar'],
  operationalHours: ['operational_hours', 'int4'],
  maintenanceFrequencyDays: ['maintenance_frequency_days', 'int4'],
  nextMaintenanceDate: ['next_maintenance_date', 'timestamptz'],
  purchaseCost: ['purchase_cost', 'numeric'],
  annualMaintenanceCost: ['annual_maintenance_cost', 'numeric'],
  currency: ['currency', 'varchar'],
  floor: ['floor', 'varchar'],
  room: ['room', 'varchar'],
  locationNotes: ['location_notes', 'text'],
  notes: ['notes', 'text'],
  customFields: ['custom_fields', 'jsonb'],
  createdById: ['created_by', 'uuid'],
} as const satisfies Partial<Record<keyof Equipment, readonly [column: string, type: string]>>;

const equipmentTypes = {
  ...Object.fromEntries(Object.values(equipmentColumns)),
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
};

/** The values that a machine is added with, by property. */
export function valuesOf(machine: Equipment): Readonly<Record<string, unknown>> {
  const values = machine as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(equipmentColumns).map((name) => [name, values[name] ?? null]));
}

export function insertEquipment(schema: string, machines: readonly Equipment[], at: Date): Statement {
  const rows = machines.map((machine) => {
    const values = { ...valuesOf(machine), customFields: JSON.stringify(machine.customFields) };
    const columns = Object.entries(values).map(([name, value]) => [columnOf(name), value] as const);
    return { ...Object.fromEntries(columns), created_at: at, updated_at: at };
  });
  return insertRows(schema, 'equipment', equipmentTypes, rows);
}

const columnOf = (name: string): string => equipmentColumns[name as keyof typeof equipmentColumns][0];

const statusColumns = {
  id: 'uuid',
  equipment_id: 'uuid',
  from_status: 'varchar',
  to_status: 'varchar',
  reason: 'text',
  changed_by: 'uuid',
  created_at: 'timestamptz',
};

export function insertStatusChanges(schema: string, changes: readonly EquipmentStatusChange[], at: Date): Statement {
  const rows = changes.map(({ id, equipmentId, fromStatus, toStatus, reason, changedById }) => ({
    ...{ id, equipment_id: equipmentId, from_status: fromStatus, to_status: toStatus },
    ...{ reason, changed_by: changedById, created_at: at },
  }));
  return insertRows(schema, 'equipment_status_changes', statusColumns, rows);
}

interface Links {
  readonly ids: readonly string[];
  readonly parents: readonly (string | null)[];
  readonly at: Date;
}

/** What each machine is part of from now on. */
export const linkMachines = tenantQuery<AssetTables, Links>()((db, p) =>
  db
    .updateTable('equipment as e')
    .from(
      sql<{ id: string; parent_id: string | null }>`unnest(${p('ids')}::uuid[], ${p('parents')}::uuid[])`.as<'link'>(
        sql`link(id, parent_id)`,
      ),
    )
    .set({ parent_id: sql`link.parent_id`, version: sql`e.version + 1`, updated_at: sql`${p('at')}::timestamptz` })
    .whereRef('e.id', '=', 'link.id'),
);

const faultColumns = {
  operation_id: 'uuid',
  number: 'int4',
  line: 'int4',
  column_name: 'text',
  code: 'varchar',
  detail: 'text',
};

export function insertFaults(
  schema: string,
  operationId: string,
  faults: readonly (RowFault & { readonly number: number })[],
): Statement {
  const rows = faults.map(({ number, line, column, code, detail }) => ({
    ...{ operation_id: operationId, number, line, column_name: column, code, detail },
  }));
  return insertRows(schema, 'equipment_import_faults', faultColumns, rows);
}

/** Those of an earlier run, which found them in what was rolled back. */
export const deleteFaults = tenantQuery<
  { equipment_import_faults: { operation_id: string } },
  { operationId: string }
>()((db, p) =>
  db.deleteFrom('equipment_import_faults as x').where(sql<boolean>`x.operation_id = ${p('operationId')}::uuid`),
);
