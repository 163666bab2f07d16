import { ApiSchema } from '@nestjs/swagger';
import { CountField, KnownHoursField } from './figure-fields.js';
import { DaysDto, PeriodSaidDto, reportDto } from './report.dto.js';

@ApiSchema({ name: 'MttrFigures' })
class MttrFiguresDto {
  @CountField('Repair and emergency work orders that were completed, on which the mean rests', 8)
  repairs: number;

  @KnownHoursField('Mean hours from start to completion; null when none was completed', 3.25)
  mttrHours: number | null;
}

export const MttrReportDto = reportDto({
  name: 'Mttr',
  said: PeriodSaidDto,
  place: DaysDto,
  figures: MttrFiguresDto,
});
export type MttrReportDto = InstanceType<typeof MttrReportDto>;
