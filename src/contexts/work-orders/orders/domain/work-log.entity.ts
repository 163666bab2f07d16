import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';

export const WorkLogSchema = defineEntity({
  name: 'WorkLog',
  tableName: 'technician_work_logs',
  schema: '*',
  properties: {
    ...versioned,
    workOrderId: p.uuid().fieldName('task_id'),
    technicianId: p.uuid(),
    workStatus: p.string().$type<'open' | 'in_progress' | 'on_hold' | 'completed'>(),
    arrivalLatitude: p.decimal('number').nullable(),
    arrivalLongitude: p.decimal('number').nullable(),
    arrivalTime: p.datetime().nullable(),
    departureLatitude: p.decimal('number').nullable(),
    departureLongitude: p.decimal('number').nullable(),
    departureTime: p.datetime().nullable(),
    arrivalDistanceMeters: p.integer().nullable(),
    departureDistanceMeters: p.integer().nullable(),
    travelTimeMinutes: p.integer().nullable(),
    workTimeMinutes: p.integer().nullable(),
    lunchBreakMinutes: p.integer().onCreate(() => 0),
    workNotes: p.text().nullable(),
    signatureUrl: p.text().nullable(),
  },
});

/** One visit of a technician to a work order. */
export class WorkLog extends WorkLogSchema.class {
  get isOpen(): boolean {
    return this.workStatus !== 'completed';
  }

  /** Ends the visit, never before its start, even where the clock was set back. */
  depart(at: Date): void {
    const arrival = this.arrivalTime ?? at;
    const departure = at < arrival ? arrival : at;
    const present = Math.floor((departure.getTime() - arrival.getTime()) / 60_000);
    this.departureTime = departure;
    this.workTimeMinutes = Math.max(0, present - this.lunchBreakMinutes);
    this.workStatus = 'completed';
  }
}
WorkLogSchema.setClass(WorkLog);
