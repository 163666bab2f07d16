import { ApiSchema } from '@nestjs/swagger';
import { CountField, HoursField, RatioField } from './figure-fields.js';
import { DaysDto, PeriodSaidDto, reportDto } from './report.dto.js';

@ApiSchema({ name: 'PlannedRatioFigures' })
class PlannedRatioFiguresDto {
  @CountField('Work orders that were completed, on which the ratio rests', 40)
  completed: number;

  @CountField('Those of them that are maintenance, inspection or installation', 30)
  planned: number;

  @RatioField('Planned ÷ completed; null when none was completed', 0.75)
  plannedRatio: number | null;

  @HoursField('Actual hours of the completed ones', 96.5)
  actualHours: number;

  @HoursField('Actual hours of the planned ones', 61.25)
  plannedHours: number;

  @RatioField('Planned hours ÷ actual hours; null without actual hours', 0.6347)
  plannedHoursRatio: number | null;
}

export const PlannedRatioReportDto = reportDto({
  name: 'PlannedRatio',
  said: PeriodSaidDto,
  place: DaysDto,
  figures: PlannedRatioFiguresDto,
});
export type PlannedRatioReportDto = InstanceType<typeof PlannedRatioReportDto>;
