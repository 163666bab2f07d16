import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  bulkOf,
  DateTimeField,
  DecimalField,
  Defaults,
  EnumField,
  Example,
  Examples,
  IntegerField,
  items,
  LocalDateTimeField,
  NeededWith,
  pageQuery,
  StringField,
  TextField,
  TimezoneField,
  UuidField,
} from '#libs/http';
import { scheduleList } from '../application/maintenance-schedule.queries.js';
import type { CatchUp } from '../domain/catch-up.js';
import type { Overlap, RecurrenceBasis } from '../domain/planned-schedule.js';
import { scheduleDefaults } from '../domain/schedule-defaults.js';
import { MAX_FREQUENCY_VALUE, type FrequencyType } from '../domain/recurrence-rule.js';
import type { WorkOrderPriority } from '../../orders/domain/work-order-kinds.js';
import { priority } from '../../orders/http/work-order-enumerations.js';
import { catchUp, frequencyType, overlap, recurrenceBasis } from './maintenance-enumerations.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'MaintenanceSchedule' })
export class MaintenanceScheduleDto {
  @UuidField({ description: 'Id', example: demoIds.schedule })
  id: string;

  @StringField({ description: 'Name', example: 'Quarterly service', maxLength: 255 })
  scheduleName: string;

  @UuidField({ description: 'The machine it is for', example: demoIds.equipment })
  equipmentId: string;

  @StringField({ description: 'Name of the machine', example: 'Passenger lift A1', maxLength: 255 })
  equipmentName: string;

  @TextField({ description: 'What it is for', example: 'As the maker asks for it.', maxLength: 10_000, nullable: true })
  description: string | null;

  @EnumField({ description: 'The step from one date to the next', of: frequencyType, example: 'quarterly' })
  frequencyType: FrequencyType;

  @IntegerField({
    description: 'Every how many of them; for custom_days the number of days, which must be given',
    example: 1,
    min: 1,
    max: MAX_FREQUENCY_VALUE,
  })
  frequencyValue: number;

  @LocalDateTimeField({
    description: 'First date, wall-clock time in `timezone`. It gives weekday, day of the month and time of all others',
    example: '2027-01-31T09:00:00',
  })
  firstOccurrenceAt: string;

  @TimezoneField({ description: "IANA zone; that of the machine's facility unless given", example: 'Europe/Berlin' })
  timezone: string;

  @EnumField({
    description: 'Whether the next date counts from the due date (fixed) or from the completion (floating)',
    of: recurrenceBasis,
    example: 'fixed',
  })
  recurrenceBasis: RecurrenceBasis;

  @IntegerField({ description: 'Days by which a work order is made before it is due', example: 7, min: 0, max: 366 })
  leadDays: number;

  @EnumField({
    description: 'Which dates are made that passed unnoticed, say during a pause',
    of: catchUp,
    example: 'latest',
  })
  catchUp: CatchUp;

  @EnumField({
    description: 'Whether a work order is made while another of this schedule is open',
    of: overlap,
    example: 'skip',
  })
  overlap: Overlap;

  @DateTimeField({
    description: 'Next date; null at the end of the calendar',
    example: '2027-01-31T08:00:00.000Z',
    nullable: true,
  })
  nextOccurrenceAt: string | null;

  @DateTimeField({
    description: 'Last date a work order was made for',
    example: null,
    nullable: true,
  })
  lastOccurrenceAt: string | null;

  @StringField({
    description: 'Title of the work orders; the name unless given',
    example: 'Service lift A1',
    maxLength: 255,
    nullable: true,
  })
  workOrderTitle: string | null;

  @TextField({
    description: 'Description of the work orders',
    example: 'Checklist A.',
    maxLength: 10_000,
    nullable: true,
  })
  workOrderDescription: string | null;

  @EnumField({ description: 'Priority of the work orders', of: priority, example: 'medium' })
  workOrderPriority: WorkOrderPriority;

  @DecimalField({ description: 'Estimated hours of each', example: 1.5, min: 0, max: 999.99, scale: 2, nullable: true })
  estimatedHours: number | null;

  @UuidField({
    description: 'User the work orders are assigned to',
    example: demoIds.technician,
    nullable: true,
  })
  defaultAssignedTo: string | null;

  @UuidField({ description: 'Team they are assigned to when no user is', example: null, nullable: true })
  defaultAssignedTeam: string | null;

  @BooleanField({ description: 'Whether it makes work orders at all', example: true })
  isActive: boolean;

  @BooleanField({ description: 'Whether it is paused', example: false })
  isPaused: boolean;

  @DateTimeField({ description: 'Since when it is paused', example: null, nullable: true })
  pausedAt: string | null;

  @TextField({ description: 'Why it is paused', example: null, maxLength: 2_000, nullable: true })
  pauseReason: string | null;

  @TextField({
    description: 'Why nothing can be made of it for the time being',
    example: null,
    maxLength: 10_000,
    nullable: true,
  })
  restingReason: string | null;

  @DateTimeField({ description: 'When that is looked at again', example: null, nullable: true })
  restsUntil: string | null;

  @UuidField({ description: 'Who added it', example: demoIds.admin, nullable: true })
  createdById: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

const named = ['scheduleName', 'frequencyType', 'firstOccurrenceAt'] as const;
const details = [
  'description',
  'frequencyValue',
  'timezone',
  'recurrenceBasis',
  'leadDays',
  'catchUp',
  'overlap',
  'workOrderTitle',
  'workOrderDescription',
  'workOrderPriority',
  'estimatedHours',
  'defaultAssignedTo',
  'defaultAssignedTeam',
  'isActive',
] as const;

@ApiSchema({ name: 'CreateMaintenanceSchedule' })
@Examples({ minimal: { scheduleName: 'Monthly check', frequencyType: 'monthly' } })
@Defaults(scheduleDefaults)
@NeededWith('frequencyValue', ['frequencyType', 'custom_days'])
export class CreateMaintenanceScheduleDto extends IntersectionType(
  PickType(MaintenanceScheduleDto, ['equipmentId', ...named]),
  PartialType(PickType(MaintenanceScheduleDto, details)),
) {}

@ApiSchema({ name: 'MaintenanceScheduleBulk' })
@Example({
  items: [
    {
      equipmentId: demoIds.equipment,
      scheduleName: 'Weekly round of lift A1',
      frequencyType: 'weekly',
      firstOccurrenceAt: '2027-01-04T09:00:00',
    },
    {
      equipmentId: demoIds.secondEquipment,
      scheduleName: 'Weekly round of lift B1',
      frequencyType: 'weekly',
      firstOccurrenceAt: '2027-01-05T09:00:00',
    },
  ],
})
export class BulkMaintenanceSchedulesDto extends bulkOf(CreateMaintenanceScheduleDto) {}

@ApiSchema({ name: 'UpdateMaintenanceSchedule' })
@Example({ leadDays: 10, workOrderPriority: 'high' })
export class UpdateMaintenanceScheduleDto extends PartialType(
  PickType(MaintenanceScheduleDto, [...named, ...details]),
) {}

@ApiSchema({ name: 'MaintenanceSchedulePause' })
export class PauseMaintenanceScheduleDto {
  @TextField({
    description: 'Why it is paused',
    example: 'Lift out of use during the refurbishment.',
    maxLength: 2_000,
  })
  reason: string;
}

export class MaintenanceScheduleQuery extends pageQuery({
  name: 'MaintenanceSchedule',
  list: scheduleList,
  search: 'name and description',
}) {
  @UuidField({ description: 'Only of this machine', example: demoIds.equipment, optional: true })
  equipmentId?: string;

  @UuidField({ description: 'Only of machines of this facility', example: demoIds.facility, optional: true })
  facilityId?: string;

  @ArrayField({
    description: 'Only these steps',
    of: items.oneOf(frequencyType),
    maxItems: frequencyType.values.length,
    optional: true,
  })
  frequencyType?: FrequencyType[];

  @BooleanField({ description: 'Only active, or only inactive ones', example: true, optional: true })
  active?: boolean;

  @BooleanField({ description: 'Only paused ones, or none of them', example: false, optional: true })
  paused?: boolean;

  @BooleanField({
    description: 'Only those of which nothing can be made, or none of them',
    example: false,
    optional: true,
  })
  resting?: boolean;

  @DateTimeField({
    description: 'Only with a next date before this time',
    example: '2027-01-01T00:00:00Z',
    optional: true,
  })
  nextBefore?: string;

  @DateTimeField({
    description: 'Only with a next date at or after this time',
    example: '2026-12-01T00:00:00Z',
    optional: true,
  })
  nextAfter?: string;
}
