export const equipmentStatuses = ['operational', 'shutdown', 'maintenance', 'decommissioned'] as const;
export type EquipmentStatus = (typeof equipmentStatuses)[number];

/** The states that an edit may choose; out of service and back are acts of their own. */
export const workingStatuses = ['operational', 'shutdown', 'maintenance'] as const;
export type WorkingStatus = (typeof workingStatuses)[number];

interface Transition {
  readonly from: readonly EquipmentStatus[];
  readonly to: readonly EquipmentStatus[];
}

/** How a machine changes its state, by what is done to it. */
const transitions = {
  edit: { from: workingStatuses, to: workingStatuses },
  decommission: { from: workingStatuses, to: ['decommissioned'] },
  recommission: { from: ['decommissioned'], to: ['operational'] },
} as const satisfies Record<string, Transition>;

export type EquipmentAct = keyof typeof transitions;

export function isAllowed(act: EquipmentAct, from: EquipmentStatus, to: EquipmentStatus): boolean {
  const transition: Transition = transitions[act];
  return transition.from.includes(from) && transition.to.includes(to);
}
