/**
 * trialing → active | past_due (grace) → read_only; canceled is final. Operators may suspend a tenant in any commercial state.
 * Nobody may sign in while it is suspended or canceled.
 */
export const tenantStatuses = ['trialing', 'active', 'past_due', 'read_only', 'suspended', 'canceled'] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

export function isSuspendable(status: TenantStatus): boolean {
  return status !== 'suspended' && status !== 'canceled';
}

/** What a tenant that was suspended goes back to: where it came from, unless that was a trial that is over. */
export function statusAfterSuspension(from: TenantStatus, trialEndsAt: Date | null, at: Date): TenantStatus {
  if (from !== 'trialing') return from;
  return trialEndsAt !== null && trialEndsAt > at ? 'trialing' : 'active';
}
