import type { EquipmentStatus } from './domain/equipment-status.js';

/** Columns that reads of lower contexts may join. */
export interface AssetsReadContract {
  facilities: {
    id: string;
    name: string;
    facility_code: string | null;
    timezone: string;
    city: string | null;
    is_active: boolean;
    latitude: string | null;
    longitude: string | null;
  };
  buildings: { id: string; facility_id: string; name: string };
  equipment: {
    id: string;
    facility_id: string;
    building_id: string | null;
    equipment_number: string;
    name: string;
    equipment_type: string | null;
    status: EquipmentStatus;
    health_score: number;
    maintenance_frequency_days: number | null;
    last_maintenance_date: string | null;
    next_maintenance_date: string | null;
    warranty_expiry_date: string | null;
  };
}
