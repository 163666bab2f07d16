export const costKinds = ['travel', 'subcontractor', 'material', 'other'] as const;
export type CostKind = (typeof costKinds)[number];
