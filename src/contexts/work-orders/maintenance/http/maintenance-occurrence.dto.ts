import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  DateTimeField,
  EnumField,
  IntegerField,
  items,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { occurrenceList } from '../application/maintenance-schedule.queries.js';
import type { OccurrenceStatus } from '../domain/occurrence-status.js';
import { occurrenceStatus } from './maintenance-enumerations.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'MaintenanceOccurrence' })
export class MaintenanceOccurrenceDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3a111' })
  id: string;

  @UuidField({ description: 'The schedule', example: demoIds.schedule })
  scheduleId: string;

  @UuidField({ description: 'The machine', example: demoIds.equipment })
  equipmentId: string;

  @DateTimeField({ description: 'The date', example: '2027-01-31T08:00:00.000Z' })
  occurrenceAt: string;

  @EnumField({ description: 'What became of it', of: occurrenceStatus, example: 'generated' })
  status: OccurrenceStatus;

  @UuidField({
    description: 'The work order, when one was made',
    example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111',
    nullable: true,
  })
  workOrderId: string | null;

  @StringField({
    description: 'Number of that work order, for people',
    example: 'WO-2027-3',
    maxLength: 30,
    nullable: true,
  })
  workOrderNumber: string | null;

  @TextField({ description: 'Why', example: 'every 3 months on day 31', maxLength: 10_000, nullable: true })
  reason: string | null;

  @DateTimeField({ description: 'When that was decided', example: '2027-01-24T08:00:00.000Z' })
  createdAt: string;
}

@ApiSchema({ name: 'MaintenanceOccurrenceSkip' })
export class SkipMaintenanceOccurrenceDto {
  @DateTimeField({
    description:
      'The date to skip: `nextOccurrenceAt` of the schedule, so that no other is skipped when that has moved on',
    example: '2035-03-15T08:00:00.000Z',
  })
  occurrenceAt: string;

  @StringField({ description: 'Why', example: 'Lift out of use during the refurbishment.', maxLength: 2_000 })
  reason: string;
}

@ApiSchema({ name: 'CappedSchedule' })
export class CappedScheduleDto {
  @UuidField({ description: 'The schedule', example: demoIds.schedule })
  scheduleId: string;

  @TextField({
    description: 'What was cut, and what becomes of it',
    example: '100 work orders are made at once, more follow with the next run',
    maxLength: 10_000,
  })
  note: string;
}

@ApiSchema({ name: 'RestingSchedule' })
export class RestingScheduleDto {
  @UuidField({ description: 'The schedule', example: demoIds.schedule })
  scheduleId: string;

  @TextField({
    description: 'Why nothing can be made of it',
    example: 'timezone must be an IANA time zone, such as Europe/Berlin',
    maxLength: 10_000,
  })
  reason: string;
}

@ApiSchema({ name: 'GenerationReport' })
export class GenerationReportDto {
  @IntegerField({ description: 'Work orders made', example: 1, min: 0 })
  generated: number;

  @IntegerField({
    description: 'Dates without a work order because of an open one or a machine out of use',
    example: 0,
    min: 0,
  })
  skipped: number;

  @IntegerField({ description: 'Dates that passed and are not made up for', example: 0, min: 0 })
  missed: number;

  @ArrayField({
    description: 'Schedules of which not everything was made at once',
    example: [],
    of: items.object(CappedScheduleDto),
    maxItems: 10_000,
  })
  capped: readonly CappedScheduleDto[];

  @ArrayField({
    description:
      'Schedules of which nothing can be made for the time being: they are tried again within an hour, or when asked for',
    example: [],
    of: items.object(RestingScheduleDto),
    maxItems: 10_000,
  })
  resting: readonly RestingScheduleDto[];
}

export class MaintenanceOccurrenceQuery extends pageQuery({
  name: 'MaintenanceOccurrence',
  list: occurrenceList,
}) {
  @ArrayField({
    description: 'Only with these outcomes',
    of: items.oneOf(occurrenceStatus),
    maxItems: occurrenceStatus.values.length,
    optional: true,
  })
  status?: OccurrenceStatus[];

  @DateTimeField({ description: 'Only before this time', example: '2027-01-01T00:00:00Z', optional: true })
  occurrenceBefore?: string;

  @DateTimeField({ description: 'Only at or after this time', example: '2026-12-01T00:00:00Z', optional: true })
  occurrenceAfter?: string;
}
