export const equipmentStatuses = ['operational', 'shutdown', 'maintenance', 'decommissioned'] as const;
export type EquipmentStatus = (typeof equipmentStatuses)[number];

/** The statuses that an edit may set; decommissioning and recommissioning are actions of their own. */
export const workingStatuses = ['operational', 'shutdown', 'maintenance'] as const;
export type WorkingStatus = (typeof workingStatuses)[number];

interface Transition {
  readonly from: readonly EquipmentStatus[];
  readonly to: readonly EquipmentStatus[];
}

/** The allowed changes of status, by action. */
const transitions = {
  edit: { from: workingStatuses, to: workingStatuses },
  decommission: { from: workingStatuses, to: ['decommissioned'] },
  recommission: { from: ['decommissioned'], to: ['operational'] },
} as const satisfies Record<string, Transition>;

export type EquipmentAction = keyof typeof transitions;

export function isAllowed(act: EquipmentAction, from: EquipmentStatus, to: EquipmentStatus): boolean {
  const transition: Transition = transitions[act];
  return transition.from.includes(from) && transition.to.includes(to);
}
