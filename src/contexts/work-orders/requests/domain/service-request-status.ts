export const serviceRequestStatuses = ['pending', 'approved', 'rejected', 'converted_to_task'] as const;
export type ServiceRequestStatus = (typeof serviceRequestStatuses)[number];

interface Transition {
  readonly from: readonly ServiceRequestStatus[];
  readonly to: ServiceRequestStatus;
  /** The past tense, as in history and events. */
  readonly past: string;
  readonly needsReason?: boolean;
}

/** All transitions of a service request. What is rejected or converted stays so. */
export const transitions = {
  approve: { from: ['pending'], to: 'approved', past: 'approved' },
  reject: { from: ['pending'], to: 'rejected', past: 'rejected', needsReason: true },
  convert: { from: ['approved'], to: 'converted_to_task', past: 'converted' },
} as const satisfies Record<string, Transition>;

export type ServiceRequestCommand = keyof typeof transitions;

export const serviceRequestCommands = Object.keys(transitions) as ServiceRequestCommand[];

export function transitionOf(command: ServiceRequestCommand): Transition {
  return transitions[command];
}

export function permissionFor(command: ServiceRequestCommand): string {
  return `service_requests:${command}`;
}

/** The commands that a status allows, regardless of permissions. */
export function commandsFrom(status: ServiceRequestStatus): ServiceRequestCommand[] {
  return serviceRequestCommands.filter((command) => transitionOf(command).from.includes(status));
}

/** @param mayDo whether the caller holds a permission */
export function allowedTransitions(
  status: ServiceRequestStatus,
  mayDo: (permission: string) => boolean,
): ServiceRequestCommand[] {
  return commandsFrom(status).filter((command) => mayDo(permissionFor(command)));
}
