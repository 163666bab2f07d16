export const movementTypes = ['purchase', 'usage', 'adjustment', 'return', 'transfer'] as const;
export type MovementType = (typeof movementTypes)[number];
