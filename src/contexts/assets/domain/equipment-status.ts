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
