export const OCCURRENCE_STATUSES = ['generated', 'skipped', 'missed'] as const;
/** The outcome of a date: a work order, none because of an obstacle, or none because it passed unnoticed. */
export type OccurrenceStatus = (typeof OCCURRENCE_STATUSES)[number];
