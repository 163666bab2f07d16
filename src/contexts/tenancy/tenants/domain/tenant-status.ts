/**
 * trialing → active | past_due (grace) → read_only; canceled is final. suspended is the operators' own stop beside the
 * commercial states, and the only one in which nobody is let in at all, together with canceled.
 */
export const tenantStatuses = ['trialing', 'active', 'past_due', 'read_only', 'suspended', 'canceled'] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

export function isSuspendable(status: TenantStatus): boolean {
  return status !== 'suspended' && status !== 'canceled';
}
