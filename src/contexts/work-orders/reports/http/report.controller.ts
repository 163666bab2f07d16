import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiReadAs, ApiSection, Permission } from '#libs/http';
import { backlog } from '../application/backlog.queries.js';
import { firstTimeFix } from '../application/first-time-fix.queries.js';
import { mttr } from '../application/mttr.queries.js';
import { plannedRatio } from '../application/planned-ratio.queries.js';
import { pmCompliance } from '../application/pm-compliance.queries.js';
import { responseTimes } from '../application/response-times.queries.js';
import { ReportService } from '../application/report.service.js';
import { periodReversed, periodTooLong } from '../domain/report.errors.js';
import { AcceptedType } from './accepted-type.js';
import { BacklogReportDto } from './backlog.dto.js';
import { FirstTimeFixReportDto } from './first-time-fix.dto.js';
import { MttrReportDto } from './mttr.dto.js';
import { PlannedRatioReportDto } from './planned-ratio.dto.js';
import { PmComplianceReportDto } from './pm-compliance.dto.js';
import { formatted, reportTypes } from './report-format.js';
import { BacklogReportQuery, PeriodReportQuery, RequestReportQuery } from './report.dto.js';
import { ResponseTimesReportDto } from './response-times.dto.js';

const csv = [reportTypes.csv];
const problems = [periodReversed, periodTooLong];
const reach = 'Counts the work orders that `GET /v1/work-orders` shows the caller.';

@ApiSection('Reports', 'Figures over time, each with its definition and the count it rests on.')
@Permission('reports:read')
@Controller('v1/reports')
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  @Get('pm-compliance')
  @ApiReadAs(PmComplianceReportDto, csv, {
    summary: 'Report how much maintenance was done in time',
    description: `Maintenance work orders that were due in each week or month, and those of them completed by then. ${reach}`,
    problems,
  })
  async getPmComplianceReport(
    @Query() { format, ...asked }: PeriodReportQuery,
    @AcceptedType accepted: string,
  ): Promise<PmComplianceReportDto | StreamableFile> {
    return formatted(pmCompliance, await this.reports.read(pmCompliance, asked), format, accepted);
  }

  @Get('mttr')
  @ApiReadAs(MttrReportDto, csv, {
    summary: 'Report how long repairs take',
    description: `Mean time to repair: from the start to the completion of repair and emergency work orders, by week or month of the completion. ${reach}`,
    problems,
  })
  async getMttrReport(
    @Query() { format, ...asked }: PeriodReportQuery,
    @AcceptedType accepted: string,
  ): Promise<MttrReportDto | StreamableFile> {
    return formatted(mttr, await this.reports.read(mttr, asked), format, accepted);
  }

  @Get('planned-ratio')
  @ApiReadAs(PlannedRatioReportDto, csv, {
    summary: 'Report how much of the work was planned',
    description: `Planned work among all that was completed in each week or month, by number and by hours. ${reach}`,
    problems,
  })
  async getPlannedRatioReport(
    @Query() { format, ...asked }: PeriodReportQuery,
    @AcceptedType accepted: string,
  ): Promise<PlannedRatioReportDto | StreamableFile> {
    return formatted(plannedRatio, await this.reports.read(plannedRatio, asked), format, accepted);
  }

  @Get('first-time-fix')
  @ApiReadAs(FirstTimeFixReportDto, csv, {
    summary: 'Report how often one go was enough',
    description: `Repair and emergency work orders of each week or month that were done at the first visit, were not reopened and left nothing to follow up. ${reach}`,
    problems,
  })
  async getFirstTimeFixReport(
    @Query() { format, ...asked }: PeriodReportQuery,
    @AcceptedType accepted: string,
  ): Promise<FirstTimeFixReportDto | StreamableFile> {
    return formatted(firstTimeFix, await this.reports.read(firstTimeFix, asked), format, accepted);
  }

  @Get('response-times')
  @ApiReadAs(ResponseTimesReportDto, csv, {
    summary: 'Report how soon service requests are answered',
    description:
      'How long it took until the service requests of each week or month were approved or rejected. Counts those that `GET /v1/service-requests` shows the caller.',
    problems,
  })
  async getResponseTimesReport(
    @Query() { format, ...asked }: RequestReportQuery,
    @AcceptedType accepted: string,
  ): Promise<ResponseTimesReportDto | StreamableFile> {
    return formatted(responseTimes, await this.reports.read(responseTimes, asked), format, accepted);
  }

  @Get('backlog')
  @ApiReadAs(BacklogReportDto, csv, {
    summary: 'Report the work that is open, by age',
    description: `How many work orders are open now and how many hours were estimated for them, by the days since their creation. ${reach}`,
  })
  async getBacklogReport(
    @Query() { format, ...asked }: BacklogReportQuery,
    @AcceptedType accepted: string,
  ): Promise<BacklogReportDto | StreamableFile> {
    return formatted(backlog, await this.reports.read(backlog, asked), format, accepted);
  }
}
