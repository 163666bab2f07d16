import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiReadAs, ApiSection, Permission } from '#libs/http';
import { costsByEquipment, costsByFacility } from '../application/cost-ranking.queries.js';
import { costs } from '../application/costs.queries.js';
import { ReportService } from '../application/report.service.js';
import { technicianLoad } from '../application/technician-load.queries.js';
import { periodReversed, periodTooLong } from '../domain/report.errors.js';
import { AcceptedType } from './accepted-type.js';
import { CostReportDto, EquipmentCostReportDto, FacilityCostReportDto } from './costs.dto.js';
import { formatted, reportTypes } from './report-format.js';
import { DaysReportQuery, TypedPeriodReportQuery } from './report.dto.js';
import { TechnicianLoadQuery, TechnicianLoadReportDto } from './technician-load.dto.js';

const csv = [reportTypes.csv];
const problems = [periodReversed, periodTooLong];
const reach = 'Counts the work orders that `GET /v1/work-orders` shows the caller.';

@ApiSection('Reports', 'Figures over time, each with its definition and the count it rests on.')
@Permission('reports:read')
@Controller('v1/reports')
export class CostReportController {
  constructor(private readonly reports: ReportService) {}

  @Get('costs')
  @ApiReadAs(CostReportDto, csv, {
    summary: 'Report what work has cost',
    description: `Labour, parts and other costs of the work that was completed in each week or month, by currency. ${reach} Amounts are null without the permission \`costs:read\`.`,
    problems,
  })
  async getCostReport(
    @Query() { format, ...asked }: TypedPeriodReportQuery,
    @AcceptedType accepted: string,
  ): Promise<CostReportDto | StreamableFile> {
    return formatted(costs, await this.reports.read(costs, asked), format, accepted);
  }

  // the order alone would tell what is dear
  @Get('costs-by-facility')
  @Permission('costs:read')
  @ApiReadAs(FacilityCostReportDto, csv, {
    summary: 'Report which facilities cost most',
    description: `Costs of the work that was completed in the period, of the hundred facilities that cost most. ${reach}`,
    problems,
  })
  async getFacilityCostReport(
    @Query() { format, ...asked }: DaysReportQuery,
    @AcceptedType accepted: string,
  ): Promise<FacilityCostReportDto | StreamableFile> {
    return formatted(costsByFacility, await this.reports.read(costsByFacility, asked), format, accepted);
  }

  @Get('costs-by-equipment')
  @Permission('costs:read')
  @ApiReadAs(EquipmentCostReportDto, csv, {
    summary: 'Report which machines cost most',
    description: `Costs of the work on machines that was completed in the period, of the hundred machines that cost most. ${reach}`,
    problems,
  })
  async getEquipmentCostReport(
    @Query() { format, ...asked }: DaysReportQuery,
    @AcceptedType accepted: string,
  ): Promise<EquipmentCostReportDto | StreamableFile> {
    return formatted(costsByEquipment, await this.reports.read(costsByEquipment, asked), format, accepted);
  }

  @Get('technician-load')
  @ApiReadAs(TechnicianLoadReportDto, csv, {
    summary: 'Report how much technicians have to do',
    description:
      'Hours that technicians were on site in the period, what part that is of the hours they were available, and the open work that waits for each. Those who see only their own visits see their own load.',
    problems,
  })
  async getTechnicianLoadReport(
    @Query() { format, ...asked }: TechnicianLoadQuery,
    @AcceptedType accepted: string,
  ): Promise<TechnicianLoadReportDto | StreamableFile> {
    return formatted(technicianLoad, await this.reports.read(technicianLoad, asked), format, accepted);
  }
}
