import { ApiSchema } from '@nestjs/swagger';
import { IntegerField } from '#libs/http';
import { CountField, KnownHoursField } from './figure-fields.js';
import { MomentSaidDto, reportDto } from './report.dto.js';

@ApiSchema({ name: 'BacklogAge' })
class BacklogAgeDto {
  @IntegerField({ description: 'Created so many days ago or more', example: 30, min: 0 })
  minDays: number;

  @IntegerField({
    description: 'Created at most so many days ago; null for no limit',
    example: 90,
    min: 0,
    nullable: true,
  })
  maxDays: number | null;
}

@ApiSchema({ name: 'BacklogFigures' })
class BacklogFiguresDto {
  @CountField('Work orders that are open, on which the hours rest', 12)
  workOrders: number;

  @CountField('Those of them whose due time has passed', 3)
  overdue: number;

  @CountField('Those of them that nobody has estimated', 2)
  withoutEstimate: number;

  @KnownHoursField('Estimated hours; null when there is open work, but none with an estimate', 27.5)
  estimatedHours: number | null;
}

export const BacklogReportDto = reportDto({
  name: 'Backlog',
  said: MomentSaidDto,
  place: BacklogAgeDto,
  figures: BacklogFiguresDto,
});
export type BacklogReportDto = InstanceType<typeof BacklogReportDto>;
