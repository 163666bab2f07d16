import { ApiSchema } from '@nestjs/swagger';
import { CountField, RatioField } from './figure-fields.js';
import { DaysDto, PeriodSaidDto, reportDto } from './report.dto.js';

@ApiSchema({ name: 'PmComplianceFigures' })
class PmComplianceFiguresDto {
  @CountField('Maintenance work orders that were due, on which the ratio rests', 20)
  due: number;

  @CountField('Those of them that were completed by their due time', 17)
  completedOnTime: number;

  @CountField('Those that were completed later', 2)
  completedLate: number;

  @CountField('Those that are overdue still', 1)
  notCompleted: number;

  @RatioField('Completed on time ÷ due; null when none was due', 0.85)
  complianceRatio: number | null;
}

export const PmComplianceReportDto = reportDto({
  name: 'PmCompliance',
  said: PeriodSaidDto,
  place: DaysDto,
  figures: PmComplianceFiguresDto,
});
export type PmComplianceReportDto = InstanceType<typeof PmComplianceReportDto>;
