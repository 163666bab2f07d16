import { defineEvent } from '#libs/kernel';

export interface FacilityFacts {
  readonly name: string;
}

export const facilityCreated = defineEvent<FacilityFacts>('facility.created', 'facility');
export const facilityActivated = defineEvent<FacilityFacts>('facility.activated', 'facility');
export const facilityDeactivated = defineEvent<FacilityFacts>('facility.deactivated', 'facility');

export interface EquipmentFacts {
  readonly equipmentNumber: string;
  readonly name: string;
  readonly facilityId: string;
}

export interface EquipmentStatusChanged extends EquipmentFacts {
  readonly from: string;
  readonly to: string;
  readonly reason: string | null;
}

export interface EquipmentMoved extends EquipmentFacts {
  readonly fromFacilityId: string;
}

export const equipmentCreated = defineEvent<EquipmentFacts>('equipment.created', 'equipment');
export const equipmentStatusChanged = defineEvent<EquipmentStatusChanged>('equipment.status_changed', 'equipment');
export const equipmentDecommissioned = defineEvent<EquipmentFacts>('equipment.decommissioned', 'equipment');
export const equipmentRecommissioned = defineEvent<EquipmentFacts>('equipment.recommissioned', 'equipment');
/** `facilityId` is where it is now; the same as before when it was moved to another building. */
export const equipmentMoved = defineEvent<EquipmentMoved>('equipment.moved', 'equipment');
