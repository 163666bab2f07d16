export const stripeEventStates = ['pending', 'applied', 'dead'] as const;
export type StripeEventState = (typeof stripeEventStates)[number];
