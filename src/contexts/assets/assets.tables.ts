import type { IdentityReadContract } from '#contexts/identity';
import type { EntityTable } from '#libs/database';
import type { CustomFieldSchema } from './custom-fields/domain/custom-field.entity.js';
import type { EquipmentMoveSchema } from './equipment/domain/equipment-move.entity.js';
import type { EquipmentStatusChangeSchema } from './equipment/domain/equipment-status-change.entity.js';
import type { EquipmentSchema } from './equipment/domain/equipment.entity.js';
import type { BuildingSchema } from './places/domain/building.entity.js';
import type { FacilitySchema } from './places/domain/facility.entity.js';

/** The tables of this context as queries read them: timestamps and decimals are text. */
export type FacilityTable = EntityTable<typeof FacilitySchema, 'latitude' | 'longitude'>;
export type BuildingTable = EntityTable<typeof BuildingSchema>;
export type EquipmentTable = EntityTable<typeof EquipmentSchema>;

export interface AssetTables extends Pick<IdentityReadContract, 'user_facilities' | 'users'> {
  facilities: FacilityTable;
  buildings: BuildingTable;
  equipment: EquipmentTable;
  equipment_status_changes: EntityTable<typeof EquipmentStatusChangeSchema>;
  custom_fields: EntityTable<typeof CustomFieldSchema>;
  equipment_moves: EntityTable<typeof EquipmentMoveSchema>;
}
