import { ApiSchema, IntersectionType, PickType } from '@nestjs/swagger';
import { DecimalField, IntegerField, StringField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { CountField, HoursField } from './figure-fields.js';
import { DaysDto, PeriodReportQuery, reportDto, SaidDto } from './report.dto.js';

export class TechnicianLoadQuery extends PickType(PeriodReportQuery, [
  'facilityId',
  'teamId',
  'assigneeId',
  'format',
  'from',
  'to',
]) {
  @DecimalField({
    description: 'Hours for which a technician is available on each Monday to Friday',
    example: 7.5,
    min: 0.25,
    max: 24,
    scale: 2,
    default: 8,
  })
  hoursPerDay: number;
}

class LoadSaidDto extends IntersectionType(SaidDto, DaysDto) {
  @IntegerField({ description: 'Mondays to Fridays of the period that have begun', example: 21, min: 0 })
  workingDays: number;

  @HoursField('Working days × hoursPerDay: what each technician could have worked', 168)
  availableHours: number;
}

@ApiSchema({ name: 'LoadedTechnician' })
class LoadedTechnicianDto {
  @UuidField({ description: 'User', example: demoIds.technician })
  technicianId: string;

  @StringField({ description: 'Name of that user', example: 'Jonas Petersen', maxLength: 201, nullable: true })
  technicianName: string | null;
}

@ApiSchema({ name: 'TechnicianLoadFigures' })
class TechnicianLoadFiguresDto {
  @CountField('Technicians who are counted, on whom the utilisation rests', 1)
  technicians: number;

  @CountField('Visits that were begun in the period and have ended, on which the hours rest', 32)
  visits: number;

  @HoursField('Hours on site, without breaks', 96.5)
  workedHours: number;

  @HoursField('Hours of travel that were reported', 14.25)
  travelHours: number;

  @DecimalField({
    description: 'Worked hours ÷ available hours; null when none were available',
    example: 0.5744,
    min: 0,
    max: 1000,
    scale: 4,
    nullable: true,
  })
  utilisation: number | null;

  @CountField('Open work orders that are assigned now', 6)
  openWorkOrders: number;

  @HoursField('Their estimated hours', 11.5)
  openEstimatedHours: number;
}

export const TechnicianLoadReportDto = reportDto({
  name: 'TechnicianLoad',
  said: LoadSaidDto,
  place: LoadedTechnicianDto,
  figures: TechnicianLoadFiguresDto,
});
export type TechnicianLoadReportDto = InstanceType<typeof TechnicianLoadReportDto>;
