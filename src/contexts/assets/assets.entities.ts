import { BuildingSchema } from './places/domain/building.entity.js';
import { CustomFieldSchema } from './custom-fields/domain/custom-field.entity.js';
import { EquipmentMoveSchema } from './equipment/domain/equipment-move.entity.js';
import { EquipmentStatusChangeSchema } from './equipment/domain/equipment-status-change.entity.js';
import { DocumentSchema } from './documents/domain/document.entity.js';
import { EquipmentImageSchema } from './documents/domain/equipment-image.entity.js';
import { EquipmentSchema } from './equipment/domain/equipment.entity.js';
import { FacilitySchema } from './places/domain/facility.entity.js';

export const assetsEntities = {
  platform: [],
  tenant: [
    FacilitySchema,
    BuildingSchema,
    EquipmentSchema,
    EquipmentImageSchema,
    DocumentSchema,
    EquipmentStatusChangeSchema,
    EquipmentMoveSchema,
    CustomFieldSchema,
  ],
};
