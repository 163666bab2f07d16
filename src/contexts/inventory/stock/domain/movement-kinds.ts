export const movementTypes = ['purchase', 'usage', 'adjustment', 'return', 'transfer', 'supplier_return'] as const;
export type MovementType = (typeof movementTypes)[number];
