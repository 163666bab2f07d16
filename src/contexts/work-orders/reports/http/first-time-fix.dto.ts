import { ApiSchema } from '@nestjs/swagger';
import { CountField, RatioField } from './figure-fields.js';
import { DaysDto, PeriodSaidDto, reportDto } from './report.dto.js';

@ApiSchema({ name: 'FirstTimeFixFigures' })
class FirstTimeFixFiguresDto {
  @CountField('Repair and emergency work orders that were completed, on which the ratio rests', 8)
  completed: number;

  @CountField('Those of them that took one go', 6)
  fixedFirstTime: number;

  @RatioField('Fixed first time ÷ completed; null when none was completed', 0.75)
  firstTimeFixRatio: number | null;
}

export const FirstTimeFixReportDto = reportDto({
  name: 'FirstTimeFix',
  said: PeriodSaidDto,
  place: DaysDto,
  figures: FirstTimeFixFiguresDto,
});
export type FirstTimeFixReportDto = InstanceType<typeof FirstTimeFixReportDto>;
