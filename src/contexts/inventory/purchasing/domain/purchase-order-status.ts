export const purchaseOrderStatuses = [
  'draft',
  'pending_approval',
  'ordered',
  'partially_received',
  'received',
  'canceled',
] as const;
export type PurchaseOrderStatus = (typeof purchaseOrderStatuses)[number];

interface Transition {
  readonly from: readonly PurchaseOrderStatus[];
  /** The past tense, as in refusals. */
  readonly past: string;
}

/** All that can be done with a purchase order. Sending leads nowhere else, and what submitting, receiving and returning lead to depends on amounts and numbers. */
export const transitions = {
  edit: { from: ['draft'], past: 'changed' },
  submit: { from: ['draft'], past: 'submitted' },
  approve: { from: ['pending_approval'], past: 'approved' },
  reject: { from: ['pending_approval'], past: 'rejected' },
  receive: { from: ['ordered', 'partially_received'], past: 'received' },
  return: { from: ['partially_received', 'received', 'canceled'], past: 'returned' },
  cancel: { from: ['draft', 'pending_approval', 'ordered', 'partially_received'], past: 'canceled' },
  send: { from: ['ordered', 'partially_received', 'received'], past: 'sent' },
} as const satisfies Record<string, Transition>;

export type PurchaseOrderCommand = keyof typeof transitions;

export function isAllowed(command: PurchaseOrderCommand, status: PurchaseOrderStatus): boolean {
  return (transitions[command].from as readonly PurchaseOrderStatus[]).includes(status);
}

export function commandsFrom(status: PurchaseOrderStatus): PurchaseOrderCommand[] {
  return (Object.keys(transitions) as PurchaseOrderCommand[]).filter((command) => isAllowed(command, status));
}
