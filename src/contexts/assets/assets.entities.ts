import { BuildingSchema } from './places/domain/building.entity.js';
import { CustomFieldSchema } from './custom-fields/domain/custom-field.entity.js';
import { EquipmentDocumentSchema } from './equipment/domain/equipment-document.entity.js';
import { EquipmentImageSchema } from './equipment/domain/equipment-image.entity.js';
import { EquipmentMoveSchema } from './equipment/domain/equipment-move.entity.js';
import { EquipmentStatusChangeSchema } from './equipment/domain/equipment-status-change.entity.js';
import { EquipmentSchema } from './equipment/domain/equipment.entity.js';
import { FacilitySchema } from './places/domain/facility.entity.js';

export const assetsEntities = {
  platform: [],
  tenant: [
    FacilitySchema,
    BuildingSchema,
    EquipmentSchema,
    EquipmentImageSchema,
    EquipmentDocumentSchema,
    EquipmentStatusChangeSchema,
    EquipmentMoveSchema,
    CustomFieldSchema,
  ],
};
