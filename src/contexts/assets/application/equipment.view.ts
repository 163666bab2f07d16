import { isoUtc } from '#libs/database';
import type { EquipmentTable } from './asset.tables.js';

/** What an answer may show in place of an id. */
export const equipmentExpansions = ['facility', 'building'] as const;
export type EquipmentExpansion = (typeof equipmentExpansions)[number];

interface PlaceColumns {
  facility_name: string;
  facility_code: string | null;
  facility_city: string | null;
  facility_timezone: string;
  facility_is_active: boolean;
  building_name: string | null;
  building_code: string | null;
}

export type EquipmentRow = EquipmentTable & Partial<PlaceColumns>;

export type EquipmentView = ReturnType<typeof equipmentView>;

/** @param expand needs the columns of the place in the row */
export function equipmentView(row: EquipmentRow, expand: readonly EquipmentExpansion[] = []) {
  return { ...machine(row), ...(expand.length > 0 && expanded(row as EquipmentTable & PlaceColumns, expand)) };
}

function machine(row: EquipmentTable) {
  return {
    id: row.id,
    facilityId: row.facility_id,
    buildingId: row.building_id,
    equipmentNumber: row.equipment_number,
    serialNumber: row.serial_number,
    registrationNumber: row.registration_number,
    qrCode: row.qr_code,
    name: row.name,
    description: row.description,
    equipmentType: row.equipment_type,
    category: row.category,
    manufacturer: row.manufacturer,
    model: row.model,
    capacity: row.capacity,
    speed: row.speed,
    controller: row.controller,
    powerRating: row.power_rating,
    installationDate: row.installation_date,
    commissioningDate: row.commissioning_date,
    warrantyExpiryDate: row.warranty_expiry_date,
    status: row.status,
    operationalHours: row.operational_hours,
    healthScore: row.health_score,
    lastMaintenanceDate: isoUtc(row.last_maintenance_date),
    nextMaintenanceDate: isoUtc(row.next_maintenance_date),
    maintenanceFrequencyDays: row.maintenance_frequency_days,
    purchaseCost: money(row.purchase_cost, row.currency),
    annualMaintenanceCost: money(row.annual_maintenance_cost, row.currency),
    floor: row.floor,
    room: row.room,
    locationNotes: row.location_notes,
    primaryImageUrl: row.primary_image_url,
    notes: row.notes,
    customFields: row.custom_fields,
    createdById: row.created_by,
    version: row.version,
    createdAt: isoUtc(row.created_at),
    updatedAt: isoUtc(row.updated_at),
  };
}

function money(amount: string | null, currency: string) {
  return amount === null ? null : { amount, currency };
}

function expanded(row: EquipmentTable & PlaceColumns, expand: readonly EquipmentExpansion[]) {
  return {
    ...(expand.includes('facility') && { facility: facilityOf(row) }),
    ...(expand.includes('building') && { building: buildingOf(row) }),
  };
}

function facilityOf(row: EquipmentTable & PlaceColumns) {
  return {
    id: row.facility_id,
    name: row.facility_name,
    facilityCode: row.facility_code,
    city: row.facility_city,
    timezone: row.facility_timezone,
    isActive: row.facility_is_active,
  };
}

function buildingOf({
  building_id: id,
  building_name: name,
  building_code: buildingCode,
}: EquipmentTable & PlaceColumns) {
  return id === null ? null : { id, name: name!, buildingCode };
}
