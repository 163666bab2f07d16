import { enumeration } from '#libs/http';
import { equipmentExpansions } from '../application/equipment-expansions.js';
import { equipmentStatuses, workingStatuses } from '../domain/equipment-status.js';

export const equipmentStatus = enumeration({
  name: 'EquipmentStatus',
  description: 'State of a machine',
  values: equipmentStatuses,
});

export const workingStatus = enumeration({
  name: 'WorkingEquipmentStatus',
  description: 'State of a machine that is not decommissioned',
  values: workingStatuses,
});

export const equipmentExpansion = enumeration({
  name: 'EquipmentExpansion',
  description: 'What comes with a machine when asked for',
  values: equipmentExpansions,
});
