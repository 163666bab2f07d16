import { ApiSchema, OmitType, PickType } from '@nestjs/swagger';
import { StringField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { CountField, HoursField, KnownHoursField, RatioField } from './figure-fields.js';
import { DaysReportQuery, DaysSaidDto, reportDto } from './report.dto.js';

export class ReliabilityQuery extends PickType(DaysReportQuery, [
  'facilityId',
  'equipmentId',
  'from',
  'to',
  'format',
]) {}
export class ReliabilityChartQuery extends OmitType(ReliabilityQuery, ['format']) {}

@ApiSchema({ name: 'ReliabilityFigures' })
class ReliabilityFiguresDto {
  @CountField('Machines that are counted', 12)
  machines: number;

  @CountField('Repair and emergency work orders on them that were completed in the period, on which the means rest', 4)
  failures: number;

  @HoursField('Hours that the machines were in service', 103_680)
  inServiceHours: number;

  @HoursField('Hours from the start to the completion of failures; what overlaps on a machine counts once', 18.5)
  downtimeHours: number;

  @KnownHoursField('Mean time between failures: operating hours ÷ failures; null without failures', 25_915.38)
  mtbfHours: number | null;

  @KnownHoursField('Mean time to repair; null without failures', 4.63)
  mttrHours: number | null;

  @RatioField('Operating hours ÷ hours in service; null without hours in service', 0.9998)
  availabilityRatio: number | null;
}

@ApiSchema({ name: 'ReliabilityMachine' })
class ReliabilityMachineDto {
  @UuidField({ description: 'The machine', example: demoIds.equipment })
  id: string;

  @StringField({ description: 'Its name', example: 'Lift 2', maxLength: 255 })
  name: string;
}

@ApiSchema({ name: 'ReliabilityFacility' })
class ReliabilityFacilityDto {
  @UuidField({ description: 'The facility', example: demoIds.facility })
  id: string;

  @StringField({ description: 'Its name', example: 'Main station', maxLength: 255 })
  name: string;
}

@ApiSchema({ name: 'ReliabilityModel' })
class ReliabilityModelDto {
  @StringField({ description: 'Manufacturer and model', example: 'Otis Gen2', maxLength: 511 })
  name: string;
}

const frame = { said: DaysSaidDto, figures: ReliabilityFiguresDto };

export const MachineReliabilityReportDto = reportDto({
  ...frame,
  name: 'MachineReliability',
  place: ReliabilityMachineDto,
});
export type MachineReliabilityReportDto = InstanceType<typeof MachineReliabilityReportDto>;

export const FacilityReliabilityReportDto = reportDto({
  ...frame,
  name: 'FacilityReliability',
  place: ReliabilityFacilityDto,
});
export type FacilityReliabilityReportDto = InstanceType<typeof FacilityReliabilityReportDto>;

export const ModelReliabilityReportDto = reportDto({ ...frame, name: 'ModelReliability', place: ReliabilityModelDto });
export type ModelReliabilityReportDto = InstanceType<typeof ModelReliabilityReportDto>;
