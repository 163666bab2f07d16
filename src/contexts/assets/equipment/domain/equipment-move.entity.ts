import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import type { Place } from './equipment-place.js';

export const EquipmentMoveSchema = defineEntity({
  name: 'EquipmentMove',
  tableName: 'equipment_moves',
  schema: '*',
  properties: {
    ...created,
    equipmentId: p.uuid().hidden(),
    fromFacilityId: p.uuid(),
    toFacilityId: p.uuid(),
    fromBuildingId: p.uuid().nullable(),
    toBuildingId: p.uuid().nullable(),
    movedById: p.uuid().nullable().fieldName('moved_by'),
  },
});

/** One change of the place of a machine; never changed. */
export class EquipmentMove extends EquipmentMoveSchema.class {
  static of(equipmentId: string, from: Place, to: Place, movedById: string | null): EquipmentMove {
    return Object.assign(new EquipmentMove(), {
      ...{ id: uuidv7(), equipmentId, movedById },
      ...{ fromFacilityId: from.facilityId, fromBuildingId: from.buildingId },
      ...{ toFacilityId: to.facilityId, toBuildingId: to.buildingId },
    });
  }
}
EquipmentMoveSchema.setClass(EquipmentMove);
