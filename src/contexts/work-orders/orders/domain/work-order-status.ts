export const workOrderStatuses = [
  'new',
  'assigned',
  'in_progress',
  'on_hold',
  'completed',
  'canceled',
  'rejected',
] as const;
export type WorkOrderStatus = (typeof workOrderStatuses)[number];

/** Work still to be done, which can be overdue and makes a floating schedule wait. */
export const openStatuses = ['new', 'assigned', 'in_progress', 'on_hold'] as const satisfies readonly WorkOrderStatus[];

export function isOpen(status: WorkOrderStatus): boolean {
  return (openStatuses as readonly WorkOrderStatus[]).includes(status);
}

interface Transition {
  readonly from: readonly WorkOrderStatus[];
  readonly to: WorkOrderStatus;
  /** The past tense, as in history and events. */
  readonly past: string;
  readonly needsReason?: boolean;
  /** The permission, where it differs from that of the command's name. */
  readonly permission?: string;
}

/** All transitions of a work order. Assigning again changes the assignee, not the status. */
export const transitions = {
  assign: { from: ['new', 'assigned', 'on_hold'], to: 'assigned', past: 'assigned' },
  unassign: { from: ['assigned'], to: 'new', past: 'unassigned', permission: 'work_orders:assign' },
  start: { from: ['new', 'assigned'], to: 'in_progress', past: 'started' },
  hold: { from: ['assigned', 'in_progress'], to: 'on_hold', past: 'held', needsReason: true },
  resume: { from: ['on_hold'], to: 'in_progress', past: 'resumed' },
  complete: { from: ['in_progress'], to: 'completed', past: 'completed' },
  cancel: { from: openStatuses, to: 'canceled', past: 'canceled', needsReason: true },
  reject: { from: ['new', 'assigned'], to: 'rejected', past: 'rejected', needsReason: true },
  reopen: { from: ['completed'], to: 'in_progress', past: 'reopened', needsReason: true },
} as const satisfies Record<string, Transition>;

export type WorkOrderCommand = keyof typeof transitions;

export const workOrderCommands = Object.keys(transitions) as WorkOrderCommand[];

export function transitionOf(command: WorkOrderCommand): Transition {
  return transitions[command];
}

export function permissionFor(command: WorkOrderCommand): string {
  return transitionOf(command).permission ?? `work_orders:${command}`;
}

/** Computed once, because lists need it for every row. */
const following = new Map(
  workOrderStatuses.map((status) => [
    status,
    workOrderCommands
      .filter((command) => transitionOf(command).from.includes(status))
      .map((command) => ({ command, permission: permissionFor(command) })),
  ]),
);

/** The commands that a status allows, regardless of permissions. */
export function commandsFrom(status: WorkOrderStatus): WorkOrderCommand[] {
  return following.get(status)!.map(({ command }) => command);
}

/** @param mayDo whether the caller holds a permission */
export function allowedTransitions(
  status: WorkOrderStatus,
  mayDo: (permission: string) => boolean,
): WorkOrderCommand[] {
  return following
    .get(status)!
    .filter(({ permission }) => mayDo(permission))
    .map(({ command }) => command);
}
