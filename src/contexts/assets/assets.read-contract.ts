import type { BuildingTable, EquipmentTable, FacilityTable } from './assets.tables.js';

/** Columns that queries of contexts which depend on this one may join. */
export interface AssetsReadContract {
  facilities: Pick<
    FacilityTable,
    | 'id'
    | 'name'
    | 'facility_code'
    | 'address_line1'
    | 'address_line2'
    | 'zip_code'
    | 'city'
    | 'state'
    | 'country'
    | 'timezone'
    | 'latitude'
    | 'longitude'
    | 'contact_name'
    | 'contact_email'
    | 'contact_phone'
    | 'is_active'
  >;
  buildings: Pick<BuildingTable, 'id' | 'facility_id' | 'name'>;
  equipment: Pick<
    EquipmentTable,
    | 'id'
    | 'facility_id'
    | 'building_id'
    | 'equipment_number'
    | 'name'
    | 'equipment_type'
    | 'status'
    | 'manufacturer'
    | 'model'
    | 'serial_number'
    | 'floor'
    | 'room'
    | 'location_notes'
    | 'installation_date'
    | 'commissioning_date'
    | 'warranty_expiry_date'
    | 'last_maintenance_date'
    | 'next_maintenance_date'
    | 'maintenance_frequency_days'
    | 'created_at'
  >;
}
