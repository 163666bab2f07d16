export const thresholds = ['due_soon', 'overdue'] as const;
export type Threshold = (typeof thresholds)[number];

/** So long before its due time work is due soon. */
export const SOON_HOURS = 24;

/** Nobody is told of work that has been overdue for longer when it is first looked at, say after an import. */
export const OVERDUE_DAYS = 7;
