import { ApiSchema } from '@nestjs/swagger';
import { CountField, KnownHoursField, RatioField } from './figure-fields.js';
import { DaysDto, PeriodSaidDto, reportDto } from './report.dto.js';

@ApiSchema({ name: 'ResponseTimesFigures' })
class ResponseTimesFiguresDto {
  @CountField('Service requests that were made, on which the ratio rests', 25)
  requests: number;

  @CountField('Those of them that were approved or rejected, on which the mean rests', 24)
  answered: number;

  @CountField('Answered within an hour', 6)
  answeredWithin1Hour: number;

  @CountField('Answered within four hours', 15)
  answeredWithin4Hours: number;

  @CountField('Answered within 24 hours', 22)
  answeredWithin24Hours: number;

  @CountField('Answered within 72 hours', 24)
  answeredWithin72Hours: number;

  @KnownHoursField('Mean hours until the answer; null when none was answered', 7.75)
  meanResponseHours: number | null;

  @RatioField('Answered within 24 hours ÷ requests; null when none was made', 0.88)
  answeredWithin24Ratio: number | null;
}

export const ResponseTimesReportDto = reportDto({
  name: 'ResponseTimes',
  said: PeriodSaidDto,
  place: DaysDto,
  figures: ResponseTimesFiguresDto,
});
export type ResponseTimesReportDto = InstanceType<typeof ResponseTimesReportDto>;
