export const equipmentStatuses = ['operational', 'shutdown', 'maintenance', 'decommissioned'] as const;
export type EquipmentStatus = (typeof equipmentStatuses)[number];

/** The states that an edit may choose; out of service and back are acts of their own. */
export const workingStatuses = ['operational', 'shutdown', 'maintenance'] as const;
export type WorkingStatus = (typeof workingStatuses)[number];

const next: Readonly<Record<EquipmentStatus, readonly EquipmentStatus[]>> = {
  operational: ['shutdown', 'maintenance', 'decommissioned'],
  shutdown: ['operational', 'maintenance', 'decommissioned'],
  maintenance: ['operational', 'shutdown', 'decommissioned'],
  decommissioned: ['operational'],
};

export function canBecome(from: EquipmentStatus, to: EquipmentStatus): boolean {
  return next[from].includes(to);
}

/** The work that nobody may plan: on a machine that is gone, or at a site that is closed. */
export type WorkObstacle = 'equipment_decommissioned' | 'facility_inactive';

/** What forbids new work on a machine, or at a facility when there is none. */
export function workObstacle(place: { status: string | null; facilityIsActive: boolean }): WorkObstacle | null {
  if (place.status === 'decommissioned') return 'equipment_decommissioned';
  return place.facilityIsActive ? null : 'facility_inactive';
}
