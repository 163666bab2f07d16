import { BuildingSchema } from './domain/building.entity.js';
import { EquipmentDocumentSchema } from './domain/equipment-document.entity.js';
import { EquipmentImageSchema } from './domain/equipment-image.entity.js';
import { EquipmentSchema } from './domain/equipment.entity.js';
import { FacilitySchema } from './domain/facility.entity.js';

export const assetsEntities = {
  platform: [],
  tenant: [FacilitySchema, BuildingSchema, EquipmentSchema, EquipmentImageSchema, EquipmentDocumentSchema],
};
