export const deliveryStatuses = ['pending', 'failed', 'succeeded', 'dead'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];
