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

/** Still to be done: these can be overdue, count as backlog and keep a floating schedule waiting. */
export const openStatuses = ['new', 'assigned', 'in_progress', 'on_hold'] as const satisfies readonly WorkOrderStatus[];

export function isOpen(status: WorkOrderStatus): boolean {
  return (openStatuses as readonly WorkOrderStatus[]).includes(status);
}

interface Transition {
  readonly from: readonly WorkOrderStatus[];
  readonly to: WorkOrderStatus;
  /** What happened, as history and events say it. */
  readonly past: string;
  readonly needsReason?: boolean;
  /** Where it is not that of the command's own name. */
  readonly permission?: string;
}

/** The life of a work order, whole: what is not here does not happen. Assigning again changes hands, not the status. */
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

/** What may follow on each status, worked out once: lists ask for every row. */
const following = new Map(
  workOrderStatuses.map((status) => [
    status,
    workOrderCommands
      .filter((command) => transitionOf(command).from.includes(status))
      .map((command) => ({ command, permission: permissionFor(command) })),
  ]),
);

/** What may follow on a status, whoever asks. */
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
