import { isoUtc } from '#libs/database';
import { seesCosts } from '#libs/request-context';
import type { EquipmentTable } from '../../assets.tables.js';
import type { ExpandedParts } from './equipment-expansions.js';

export type EquipmentRow = EquipmentTable & ExpandedParts;

export type EquipmentView = ReturnType<typeof equipmentView>;

export function equipmentView(row: EquipmentRow) {
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
    // absent from the answer unless they were asked for
    facility: row.facility,
    building: row.building,
  };
}

function money(amount: string | null, currency: string) {
  return amount === null || !seesCosts() ? null : { amount, currency };
}
