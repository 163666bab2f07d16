export const OCCURRENCE_STATUSES = ['generated', 'skipped', 'missed'] as const;
/** What became of a date: a work order, none because something was in the way, or none because it passed unnoticed. */
export type OccurrenceStatus = (typeof OCCURRENCE_STATUSES)[number];
