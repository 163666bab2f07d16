export const workOrderTypes = ['maintenance', 'repair', 'inspection', 'installation', 'emergency'] as const;
export type WorkOrderType = (typeof workOrderTypes)[number];

/** From the least urgent on. */
export const workOrderPriorities = ['low', 'medium', 'high', 'critical'] as const;
export type WorkOrderPriority = (typeof workOrderPriorities)[number];

/** Of a work order of which nobody says so. */
export const workOrderDefaults = { type: 'maintenance', priority: 'medium' } as const;
