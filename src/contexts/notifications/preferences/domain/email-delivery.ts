/** One mail soon after something was told, or one a day. */
export const emailDeliveries = ['immediate', 'daily'] as const;
export type EmailDelivery = (typeof emailDeliveries)[number];
