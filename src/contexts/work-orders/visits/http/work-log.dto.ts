import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  BooleanField,
  DateTimeField,
  DecimalField,
  EnumField,
  enumeration,
  Example,
  IntegerField,
  listRequest,
  pageQuery,
  StringField,
  TextField,
  Together,
  UuidField,
} from '#libs/http';
import { workLogList } from '../application/work-log.queries.js';
import { MAX_VISIT_MINUTES } from '../domain/visit-times.js';
import { workLogEndings, type WorkLogEnding } from '../domain/work-log-columns.js';
import { incompleteVisitPosition } from '../domain/work-log.errors.js';
import { demoIds } from '../../../demo-ids.js';

const workLogEnding = enumeration({
  name: 'WorkLogEnding',
  description:
    'What ended a visit: its departure, the next arrival of the technician, the end of the work, or the longest length of a visit where the departure was forgotten',
  values: workLogEndings,
});

const MAX_TRAVEL_MINUTES = 24 * 60;

const latitude = { description: 'Degrees north', min: -90, max: 90, scale: 8 };
const longitude = { description: 'Degrees east', min: -180, max: 180, scale: 8 };
const distance = { min: 0, max: 20_100_000, nullable: true } as const;

/** At the entrance of the facility of the examples. */
const onSite = { latitude: 53.5436, longitude: 9.9925 };

class ReportedPositionDto {
  @DecimalField({ ...latitude, description: 'Where: degrees north; with longitude', example: 53.5502, optional: true })
  latitude?: number;

  @DecimalField({ ...longitude, description: 'Where: degrees east; with latitude', example: 9.9925, optional: true })
  longitude?: number;

  @TextField({
    description: 'Why the time is entered late: needed for one of more than five minutes ago',
    example: 'No reception in the basement',
    maxLength: 2_000,
    optional: true,
  })
  reason?: string;
}

@ApiSchema({ name: 'WorkLog' })
export class WorkLogDto {
  @UuidField({ description: 'Id', example: demoIds.workLog })
  id: string;

  @StringField({ description: 'Number of the work order, for people', example: 'WO-2026-17', maxLength: 30 })
  workOrderNumber: string;

  @StringField({
    description: 'Title of the work order',
    example: 'Replace hanger rollers on floors 2 and 4',
    maxLength: 255,
  })
  workOrderTitle: string;

  @UuidField({ description: 'That work order', example: demoIds.workOrder })
  workOrderId: string;

  @UuidField({ description: 'Facility where it is', example: demoIds.facility })
  facilityId: string;

  @UuidField({ description: 'Who was there', example: demoIds.admin })
  technicianId: string;

  @StringField({ description: 'Name of that user', example: 'Ingrid Sørensen', maxLength: 201, nullable: true })
  technicianName: string | null;

  @BooleanField({ description: 'Whether the technician has not departed yet', example: true })
  isOpen: boolean;

  @DateTimeField({ description: 'When the technician arrived', example: '2026-11-24T06:30:00.000Z' })
  arrivedAt: string;

  @DecimalField({ ...latitude, description: 'Where: degrees north', example: null, nullable: true })
  arrivalLatitude: number | null;

  @DecimalField({ ...longitude, description: 'Where: degrees east', example: null, nullable: true })
  arrivalLongitude: number | null;

  @IntegerField({ ...distance, description: 'Metres from there to the facility, where both are known', example: null })
  arrivalDistanceMeters: number | null;

  @TextField({
    description: 'Why the arrival was entered late; null for one that was not',
    example: null,
    maxLength: 2_000,
    nullable: true,
  })
  arrivalReason: string | null;

  @IntegerField({ description: 'Minutes of travel', example: null, min: 0, max: MAX_TRAVEL_MINUTES, nullable: true })
  travelTimeMinutes: number | null;

  @DateTimeField({ description: 'When the technician departed', example: null, nullable: true })
  departedAt: string | null;

  @DecimalField({ ...latitude, description: 'Where: degrees north', example: null, nullable: true })
  departureLatitude: number | null;

  @DecimalField({ ...longitude, description: 'Where: degrees east', example: null, nullable: true })
  departureLongitude: number | null;

  @IntegerField({ ...distance, description: 'Metres from there to the facility, where both are known', example: null })
  departureDistanceMeters: number | null;

  @TextField({
    description: 'Why the departure was entered late; null for one that was not',
    example: null,
    maxLength: 2_000,
    nullable: true,
  })
  departureReason: string | null;

  @IntegerField({ description: 'Minutes of break', example: 0, min: 0, max: MAX_VISIT_MINUTES })
  breakMinutes: number;

  @IntegerField({
    description: 'Whole minutes from arrival to departure without the break; null until the departure',
    example: null,
    min: 0,
    max: MAX_VISIT_MINUTES,
    nullable: true,
  })
  workTimeMinutes: number | null;

  @EnumField({ description: 'What ended it; null while it is open', example: null, of: workLogEnding, nullable: true })
  endedBy: WorkLogEnding | null;

  @TextField({ description: 'Notes', example: 'Key from the doorman', maxLength: 5_000, nullable: true })
  notes: string | null;

  @DateTimeField({
    description: 'When it was corrected last; null for one that never was',
    example: null,
    nullable: true,
  })
  correctedAt: string | null;

  @UuidField({ description: 'Who corrected it last', example: null, nullable: true })
  correctedById: string | null;

  @TextField({ description: 'Why it was corrected last', example: null, maxLength: 2_000, nullable: true })
  correctionReason: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-24T06:30:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-24T06:30:00.000Z' })
  updatedAt: string;
}

class OptionalWorkLogDto extends PartialType(PickType(WorkLogDto, ['travelTimeMinutes', 'notes'])) {}

@ApiSchema({ name: 'Arrival' })
@Together(['latitude', 'longitude'], incompleteVisitPosition)
@Example({ ...onSite, travelTimeMinutes: 25, notes: 'Key from the doorman', closeOpen: true })
export class ArrivalDto extends IntersectionType(OptionalWorkLogDto, ReportedPositionDto) {
  @UuidField({
    description: 'Who arrives; the caller unless given',
    example: demoIds.secondTechnician,
    optional: true,
  })
  technicianId?: string;

  @DateTimeField({
    description: 'When; now unless given, never later, and at most 24 hours ago',
    example: '2026-11-24T08:05:00.000Z',
    optional: true,
  })
  arrivedAt?: string;

  @BooleanField({
    description: 'Whether a visit from which the technician has not departed ends when this one begins',
    default: false,
  })
  closeOpen: boolean;
}

@ApiSchema({ name: 'Departure' })
@Example({ ...onSite, breakMinutes: 0, notes: 'Joint filed, to be looked at again' })
@Together(['latitude', 'longitude'], incompleteVisitPosition)
export class DepartureDto extends IntersectionType(
  PartialType(PickType(WorkLogDto, ['breakMinutes', 'notes'])),
  ReportedPositionDto,
) {
  @DateTimeField({
    description: 'When; now unless given, never later',
    example: '2026-11-24T09:35:00.000Z',
    optional: true,
  })
  departedAt?: string;
}

class CorrectionReasonDto {
  @TextField({ description: 'Why', example: 'Departed an hour earlier', maxLength: 2_000 })
  reason: string;
}

class CorrectedTimesDto {
  @DateTimeField({ description: 'When the technician arrived', example: '2026-11-24T08:05:00.000Z', optional: true })
  arrivedAt?: string;

  @DateTimeField({
    description: 'When the technician departed; only where the visit has ended',
    example: '2026-11-24T09:35:00.000Z',
    optional: true,
  })
  departedAt?: string;
}

@ApiSchema({ name: 'UpdateWorkLog' })
@Example({ breakMinutes: 15, reason: 'The break was not entered' })
export class CorrectionDto extends IntersectionType(
  CorrectionReasonDto,
  CorrectedTimesDto,
  PartialType(PickType(WorkLogDto, ['breakMinutes', 'travelTimeMinutes', 'notes'])),
) {}

export class WorkLogOfOrderQuery extends pageQuery({ name: 'WorkLog', list: workLogList }) {
  @UuidField({ description: 'Only of this technician', optional: true })
  technicianId?: string;

  @BooleanField({ description: 'Only those that are open, or only the others', example: true, optional: true })
  open?: boolean;

  @DateTimeField({ description: 'Only arrived at or after this time', example: '2026-11-01T00:00:00Z', optional: true })
  arrivedAfter?: string;

  @DateTimeField({ description: 'Only arrived before this time', example: '2026-12-01T00:00:00Z', optional: true })
  arrivedBefore?: string;
}

export class WorkLogQuery extends WorkLogOfOrderQuery {
  @UuidField({ description: 'Only at this work order', optional: true })
  workOrderId?: string;

  @UuidField({ description: 'Only at this facility', optional: true })
  facilityId?: string;
}

/** Open visits have an index of their own, so they are another filter than those that have ended. */
export function workLogListRequest({ open, ...query }: WorkLogQuery | WorkLogOfOrderQuery) {
  const request = listRequest(query);
  const state = open === undefined ? {} : { [open ? 'open' : 'ended']: true };
  return { ...request, filters: { ...request.filters, ...state } };
}

interface Reported {
  readonly latitude?: number;
  readonly longitude?: number;
}

/** The body in the domain's terms. */
export function arrivalOf({ arrivedAt, latitude, longitude, ...body }: ArrivalDto) {
  return { ...body, at: moment(arrivedAt), position: positionOf({ latitude, longitude }) };
}

export function departureOf({ departedAt, latitude, longitude, ...body }: DepartureDto) {
  return { ...body, at: moment(departedAt), position: positionOf({ latitude, longitude }) };
}

export function correctionOf({ arrivedAt, departedAt, ...body }: Omit<CorrectionDto, 'reason'>) {
  return { ...body, arrivedAt: moment(arrivedAt), departedAt: moment(departedAt) };
}

function positionOf({ latitude, longitude }: Reported) {
  return latitude === undefined || longitude === undefined ? null : { latitude, longitude };
}

function moment(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
