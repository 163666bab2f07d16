import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import type { OccurrenceStatus } from './occurrence-status.js';

export const MaintenanceOccurrenceSchema = defineEntity({
  name: 'MaintenanceOccurrence',
  tableName: 'maintenance_occurrences',
  schema: '*',
  properties: {
    ...created,
    scheduleId: p.uuid(),
    equipmentId: p.uuid(),
    occurrenceAt: p.datetime(),
    /** Null only in rows of a release that did not write it. */
    occurrenceOn: p.date().nullable().hidden(),
    /** The round of the schedule when the date was decided. */
    round: p.integer().hidden(),
    status: p.string().$type<OccurrenceStatus>(),
    workOrderId: p.uuid().nullable().fieldName('task_id'),
    workOrderIsLive: p.boolean().nullable().fieldName('task_is_live').hidden(),
    reason: p.text().nullable(),
  },
});

/**
 * One date of a schedule and its outcome, unique by schedule, round and day. Written by the generation in batches, or when a date is
 * skipped, and never changed.
 */
export class MaintenanceOccurrence extends MaintenanceOccurrenceSchema.class {}
MaintenanceOccurrenceSchema.setClass(MaintenanceOccurrence);
