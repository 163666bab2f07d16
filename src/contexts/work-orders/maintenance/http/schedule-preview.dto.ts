import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  DateTimeField,
  Defaults,
  Examples,
  IntegerField,
  items,
  NeededWith,
  StringField,
  TimezoneField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { scheduleDefaults } from '../domain/schedule-defaults.js';
import { MaintenanceScheduleDto } from './maintenance-schedule.dto.js';

@ApiSchema({ name: 'SchedulePreviewRequest' })
@Examples({ minimal: { frequencyType: 'monthly' } })
@Defaults({ frequencyValue: scheduleDefaults.frequencyValue })
@NeededWith('frequencyValue', ['frequencyType', 'custom_days'])
export class PreviewScheduleDto extends IntersectionType(
  PickType(MaintenanceScheduleDto, ['frequencyType', 'firstOccurrenceAt']),
  PartialType(PickType(MaintenanceScheduleDto, ['frequencyValue'])),
) {
  @UuidField({ description: 'The machine it would be for', example: demoIds.equipment, optional: true })
  equipmentId?: string;

  @TimezoneField({
    description: "IANA zone; that of the machine's facility unless given, without a machine that of the account",
    example: 'Europe/Berlin',
    optional: true,
  })
  timezone?: string;

  @IntegerField({ description: 'How many dates', example: 4, min: 1, max: 100, default: 10 })
  count: number;
}

@ApiSchema({ name: 'PreviewedOccurrence' })
export class PreviewedOccurrenceDto {
  @DateTimeField({ description: 'The date', example: '2027-02-28T08:00:00.000Z' })
  occurrenceAt: string;

  @StringField({ description: 'Why it is that date', example: 'every month on day 31', maxLength: 1_000 })
  reason: string;
}

@ApiSchema({ name: 'SchedulePreview' })
export class SchedulePreviewDto {
  @ArrayField({ description: 'The first dates, in order', of: items.object(PreviewedOccurrenceDto), maxItems: 100 })
  data: PreviewedOccurrenceDto[];
}

/** Of the example of its request. */
export const previewExample: PreviewedOccurrenceDto[] = [
  { occurrenceAt: '2027-01-31T08:00:00.000Z', reason: 'every 3 months on day 31' },
  {
    occurrenceAt: '2027-04-30T07:00:00.000Z',
    reason: 'every 3 months on day 31: April has 30 days, moved to the last day',
  },
  { occurrenceAt: '2027-07-31T07:00:00.000Z', reason: 'every 3 months on day 31' },
  { occurrenceAt: '2027-10-31T08:00:00.000Z', reason: 'every 3 months on day 31' },
];
