import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiDownload, ApiSection, Permission } from '#libs/http';
import { backlog } from '../application/backlog.queries.js';
import { costsByEquipment, costsByFacility } from '../application/cost-ranking.queries.js';
import { costs } from '../application/costs.queries.js';
import { firstTimeFix } from '../application/first-time-fix.queries.js';
import { mttr } from '../application/mttr.queries.js';
import { plannedRatio } from '../application/planned-ratio.queries.js';
import { pmCompliance } from '../application/pm-compliance.queries.js';
import { responseTimes } from '../application/response-times.queries.js';
import { technicianLoad } from '../application/technician-load.queries.js';
import { ReportService } from '../application/report.service.js';
import { periodReversed, periodTooLong } from '../domain/report.errors.js';
import { chartType, reportChart } from './report-chart.js';
import {
  BacklogChartQuery,
  DaysChartQuery,
  PeriodChartQuery,
  RequestChartQuery,
  TechnicianLoadChartQuery,
  TypedPeriodChartQuery,
} from './report-chart.dto.js';

const svg = [chartType];
const problems = [periodReversed, periodTooLong];
const form = 'as bars, with the figures as alternative text. It can be read on light and dark pages.';

@ApiSection('Reports', 'Figures over time, each with its definition and the count it rests on.')
@Permission('reports:read')
@Controller('v1/reports')
export class ReportChartController {
  constructor(private readonly reports: ReportService) {}

  @Get('pm-compliance/chart.svg')
  @ApiDownload(svg, {
    summary: 'Draw how much maintenance was done in time',
    description: `The share of maintenance work orders of each week or month that were completed by their due time, ${form}`,
    problems,
  })
  async getPmComplianceChart(@Query() asked: PeriodChartQuery): Promise<StreamableFile> {
    return reportChart(pmCompliance, await this.reports.read(pmCompliance, asked));
  }

  @Get('mttr/chart.svg')
  @ApiDownload(svg, {
    summary: 'Draw how long repairs take',
    description: `Mean hours from start to completion of the repairs of each week or month, ${form}`,
    problems,
  })
  async getMttrChart(@Query() asked: PeriodChartQuery): Promise<StreamableFile> {
    return reportChart(mttr, await this.reports.read(mttr, asked));
  }

  @Get('planned-ratio/chart.svg')
  @ApiDownload(svg, {
    summary: 'Draw how much of the work was planned',
    description: `The share of planned work of each week or month, by number and by hours, ${form}`,
    problems,
  })
  async getPlannedRatioChart(@Query() asked: PeriodChartQuery): Promise<StreamableFile> {
    return reportChart(plannedRatio, await this.reports.read(plannedRatio, asked));
  }

  @Get('first-time-fix/chart.svg')
  @ApiDownload(svg, {
    summary: 'Draw how often one go was enough',
    description: `The share of repairs of each week or month that took one go, ${form}`,
    problems,
  })
  async getFirstTimeFixChart(@Query() asked: PeriodChartQuery): Promise<StreamableFile> {
    return reportChart(firstTimeFix, await this.reports.read(firstTimeFix, asked));
  }

  @Get('response-times/chart.svg')
  @ApiDownload(svg, {
    summary: 'Draw how soon service requests are answered',
    description: `Mean hours until the service requests of each week or month were approved or rejected, ${form}`,
    problems,
  })
  async getResponseTimesChart(@Query() asked: RequestChartQuery): Promise<StreamableFile> {
    return reportChart(responseTimes, await this.reports.read(responseTimes, asked));
  }

  @Get('backlog/chart.svg')
  @ApiDownload(svg, {
    summary: 'Draw the work that is open',
    description: `Open and overdue work orders by the days since their creation, ${form}`,
  })
  async getBacklogChart(@Query() asked: BacklogChartQuery): Promise<StreamableFile> {
    return reportChart(backlog, await this.reports.read(backlog, asked));
  }

  @Get('costs/chart.svg')
  @Permission('costs:read')
  @ApiDownload(svg, {
    summary: 'Draw what work has cost',
    description: `Costs of the work completed in each week or month, a bar for each currency, ${form}`,
    problems,
  })
  async getCostChart(@Query() asked: TypedPeriodChartQuery): Promise<StreamableFile> {
    return reportChart(costs, await this.reports.read(costs, asked));
  }

  @Get('costs-by-facility/chart.svg')
  @Permission('costs:read')
  @ApiDownload(svg, {
    summary: 'Draw which facilities cost most',
    description: `Costs of the work completed in the period, of the facilities that cost most, ${form}`,
    problems,
  })
  async getFacilityCostChart(@Query() asked: DaysChartQuery): Promise<StreamableFile> {
    return reportChart(costsByFacility, await this.reports.read(costsByFacility, asked));
  }

  @Get('costs-by-equipment/chart.svg')
  @Permission('costs:read')
  @ApiDownload(svg, {
    summary: 'Draw which machines cost most',
    description: `Costs of the work completed in the period, of the machines that cost most, ${form}`,
    problems,
  })
  async getEquipmentCostChart(@Query() asked: DaysChartQuery): Promise<StreamableFile> {
    return reportChart(costsByEquipment, await this.reports.read(costsByEquipment, asked));
  }

  @Get('technician-load/chart.svg')
  @ApiDownload(svg, {
    summary: 'Draw how much technicians have to do',
    description: `Hours that technicians worked in the period, and the estimated hours of what waits for each, ${form}`,
    problems,
  })
  async getTechnicianLoadChart(@Query() asked: TechnicianLoadChartQuery): Promise<StreamableFile> {
    return reportChart(technicianLoad, await this.reports.read(technicianLoad, asked));
  }
}
