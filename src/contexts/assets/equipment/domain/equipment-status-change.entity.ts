import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import type { EquipmentStatus } from './equipment-status.js';

export const EquipmentStatusChangeSchema = defineEntity({
  name: 'EquipmentStatusChange',
  tableName: 'equipment_status_changes',
  schema: '*',
  properties: {
    ...created,
    equipmentId: p.uuid().hidden(),
    fromStatus: p.string().$type<EquipmentStatus>(),
    toStatus: p.string().$type<EquipmentStatus>(),
    reason: p.text().nullable(),
    changedById: p.uuid().nullable().fieldName('changed_by'),
  },
});

/** Who changes a status, and why. */
export interface StatusAct {
  /** A user's id; null when the system acts. */
  readonly by: string | null;
  readonly reason?: string | null | undefined;
}

interface StatusStep {
  readonly from: EquipmentStatus;
  readonly to: EquipmentStatus;
}

/** One change of the status of a machine; never changed. */
export class EquipmentStatusChange extends EquipmentStatusChangeSchema.class {
  static of(equipmentId: string, { from, to }: StatusStep, { by, reason = null }: StatusAct): EquipmentStatusChange {
    const columns = { id: uuidv7(), equipmentId, fromStatus: from, toStatus: to, reason, changedById: by };
    return Object.assign(new EquipmentStatusChange(), columns);
  }
}
EquipmentStatusChangeSchema.setClass(EquipmentStatusChange);
