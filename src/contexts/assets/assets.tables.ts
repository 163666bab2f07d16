import type { IdentityReadContract } from '#contexts/identity';
import type { EquipmentStatus } from './equipment/domain/equipment-status.js';

/** The columns of this context's tables as its reads get them: timestamps and decimals are text. */
export interface FacilityTable {
  id: string;
  name: string;
  facility_code: string | null;
  facility_type: string | null;
  address_line1: string | null;
  address_line2: string | null;
  city: string | null;
  state: string | null;
  zip_code: string | null;
  country: string | null;
  latitude: string | null;
  longitude: string | null;
  timezone: string;
  contact_name: string | null;
  contact_email: string | null;
  contact_phone: string | null;
  is_active: boolean;
  notes: string | null;
  created_by: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface BuildingTable {
  id: string;
  facility_id: string;
  name: string;
  building_code: string | null;
  floor_count: number | null;
  notes: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface EquipmentTable {
  id: string;
  facility_id: string;
  building_id: string | null;
  equipment_number: string;
  serial_number: string | null;
  registration_number: string | null;
  qr_code: string | null;
  name: string;
  description: string | null;
  equipment_type: string | null;
  category: string | null;
  manufacturer: string | null;
  model: string | null;
  capacity: string | null;
  speed: string | null;
  controller: string | null;
  power_rating: string | null;
  installation_date: string | null;
  commissioning_date: string | null;
  warranty_expiry_date: string | null;
  status: EquipmentStatus;
  operational_hours: number;
  health_score: number;
  last_maintenance_date: string | null;
  next_maintenance_date: string | null;
  maintenance_frequency_days: number | null;
  purchase_cost: string | null;
  annual_maintenance_cost: string | null;
  currency: string;
  floor: string | null;
  room: string | null;
  location_notes: string | null;
  primary_image_url: string | null;
  notes: string | null;
  custom_fields: Record<string, unknown>;
  created_by: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface AssetTables extends Pick<IdentityReadContract, 'user_facilities'> {
  facilities: FacilityTable;
  buildings: BuildingTable;
  equipment: EquipmentTable;
}
