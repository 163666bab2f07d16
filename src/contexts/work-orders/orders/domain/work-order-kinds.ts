export const workOrderTypes = ['maintenance', 'repair', 'inspection', 'installation', 'emergency'] as const;
export type WorkOrderType = (typeof workOrderTypes)[number];

/** In ascending order of urgency. */
export const workOrderPriorities = ['low', 'medium', 'high', 'critical'] as const;
export type WorkOrderPriority = (typeof workOrderPriorities)[number];

/** Of a work order of which nobody says so. */
export const workOrderDefaults = { type: 'maintenance', priority: 'medium', customFields: {} } as const;
