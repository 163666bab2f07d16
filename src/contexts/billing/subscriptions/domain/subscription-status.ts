export const subscriptionStatuses = ['active', 'past_due', 'canceled', 'trialing', 'incomplete'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** Of which a tenant has one at most: what grants it a plan. */
export const liveStatuses = ['active', 'past_due', 'trialing'] as const satisfies SubscriptionStatus[];

export function isLive(status: SubscriptionStatus): boolean {
  return (liveStatuses as readonly SubscriptionStatus[]).includes(status);
}
