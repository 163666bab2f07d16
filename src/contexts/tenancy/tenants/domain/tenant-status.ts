/**
 * trialing → active | past_due (grace) → read_only; canceled is final. Operators may suspend a tenant in any commercial state.
 * Nobody may sign in while it is suspended or canceled.
 */
export const tenantStatuses = ['trialing', 'active', 'past_due', 'read_only', 'suspended', 'canceled'] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

export function isSuspendable(status: TenantStatus): boolean {
  return status !== 'suspended' && status !== 'canceled';
}
