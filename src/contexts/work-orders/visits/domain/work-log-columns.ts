import { p } from '@mikro-orm/core';
import { nullsOf, versioned } from '#libs/columns';

/** What ended a visit. */
export const workLogEndings = ['departure', 'next_arrival', 'work_ended', 'time_limit'] as const;
export type WorkLogEnding = (typeof workLogEndings)[number];

export const workLogColumns = {
  ...versioned,
  workOrderId: p.uuid().fieldName('task_id'),
  technicianId: p.uuid(),
  status: p.string().$type<'open' | 'in_progress' | 'on_hold' | 'completed'>().fieldName('work_status').hidden(),
  arrivedAt: p.datetime().fieldName('arrival_time'),
  arrivalLatitude: p.decimal('number').nullable(),
  arrivalLongitude: p.decimal('number').nullable(),
  arrivalDistanceMeters: p.integer().nullable(),
  arrivalReason: p.text().nullable(),
  travelTimeMinutes: p.integer().nullable(),
  departedAt: p.datetime().nullable().fieldName('departure_time'),
  departureLatitude: p.decimal('number').nullable(),
  departureLongitude: p.decimal('number').nullable(),
  departureDistanceMeters: p.integer().nullable(),
  departureReason: p.text().nullable(),
  breakMinutes: p.integer().fieldName('lunch_break_minutes'),
  workTimeMinutes: p.integer().nullable(),
  endedBy: p.string().nullable().$type<WorkLogEnding>(),
  notes: p.text().nullable().fieldName('work_notes'),
  signatureUrl: p.text().nullable().hidden(),
  correctedAt: p.datetime().nullable(),
  correctedById: p.uuid().nullable().fieldName('corrected_by'),
  correctionReason: p.text().nullable(),
};

/** Every column is written on arrival, so that there is one INSERT to prepare. */
export const blankWorkLog = { ...nullsOf(workLogColumns), breakMinutes: 0, status: 'in_progress' } as const;
