import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiDownload, ApiReadAs, ApiSection, Permission } from '#libs/http';
import {
  reliabilityByEquipment,
  reliabilityByFacility,
  reliabilityByModel,
} from '../application/reliability.queries.js';
import { ReportService } from '../application/report.service.js';
import { periodReversed, periodTooLong } from '../domain/report.errors.js';
import { AcceptedType } from './accepted-type.js';
import {
  FacilityReliabilityReportDto,
  MachineReliabilityReportDto,
  ModelReliabilityReportDto,
  ReliabilityChartQuery,
  ReliabilityQuery,
} from './reliability.dto.js';
import { chartType, reportChart } from './report-chart.js';
import { formatted, reportTypes } from './report-format.js';

const csv = [reportTypes.csv];
const svg = [chartType];
const problems = [periodReversed, periodTooLong];

/** Over all work on the machines, whoever does it: for those who see it all. */
@ApiSection('Reports', 'Figures over time, each with its definition and the count it rests on.')
@Permission('equipment_health:read')
@Controller('v1/reports')
export class ReliabilityReportController {
  constructor(private readonly reports: ReportService) {}

  @Get('reliability-by-equipment')
  @ApiReadAs(MachineReliabilityReportDto, csv, {
    summary: 'Report which machines fail most',
    description:
      'Failures in the period, mean time between them, mean time to repair, and availability, of the hundred machines with most failures. Only failures count as downtime.',
    problems,
  })
  async getMachineReliabilityReport(
    @Query() { format, ...asked }: ReliabilityQuery,
    @AcceptedType accepted: string,
  ): Promise<MachineReliabilityReportDto | StreamableFile> {
    return formatted(reliabilityByEquipment, await this.reports.read(reliabilityByEquipment, asked), format, accepted);
  }

  @Get('reliability-by-equipment/chart.svg')
  @ApiDownload(svg, {
    summary: 'Draw which machines fail most',
    description:
      'Failures in the period of the machines with most of them, as bars, with the figures as alternative text.',
    problems,
  })
  async getMachineReliabilityChart(@Query() asked: ReliabilityChartQuery): Promise<StreamableFile> {
    return reportChart(reliabilityByEquipment, await this.reports.read(reliabilityByEquipment, asked));
  }

  @Get('reliability-by-facility')
  @ApiReadAs(FacilityReliabilityReportDto, csv, {
    summary: 'Report at which facilities machines fail most',
    description:
      'Failures in the period, mean time between them, mean time to repair, and availability, of the hundred facilities with most failures. Only failures count as downtime.',
    problems,
  })
  async getFacilityReliabilityReport(
    @Query() { format, ...asked }: ReliabilityQuery,
    @AcceptedType accepted: string,
  ): Promise<FacilityReliabilityReportDto | StreamableFile> {
    return formatted(reliabilityByFacility, await this.reports.read(reliabilityByFacility, asked), format, accepted);
  }

  @Get('reliability-by-facility/chart.svg')
  @ApiDownload(svg, {
    summary: 'Draw at which facilities machines fail most',
    description:
      'Failures in the period of the facilities with most of them, as bars, with the figures as alternative text.',
    problems,
  })
  async getFacilityReliabilityChart(@Query() asked: ReliabilityChartQuery): Promise<StreamableFile> {
    return reportChart(reliabilityByFacility, await this.reports.read(reliabilityByFacility, asked));
  }

  @Get('reliability-by-model')
  @ApiReadAs(ModelReliabilityReportDto, csv, {
    summary: 'Report which models fail most',
    description:
      'Failures in the period, mean time between them, mean time to repair, and availability, of the hundred models with most failures. Only failures count as downtime.',
    problems,
  })
  async getModelReliabilityReport(
    @Query() { format, ...asked }: ReliabilityQuery,
    @AcceptedType accepted: string,
  ): Promise<ModelReliabilityReportDto | StreamableFile> {
    return formatted(reliabilityByModel, await this.reports.read(reliabilityByModel, asked), format, accepted);
  }

  @Get('reliability-by-model/chart.svg')
  @ApiDownload(svg, {
    summary: 'Draw which models fail most',
    description:
      'Failures in the period of the models with most of them, as bars, with the figures as alternative text.',
    problems,
  })
  async getModelReliabilityChart(@Query() asked: ReliabilityChartQuery): Promise<StreamableFile> {
    return reportChart(reliabilityByModel, await this.reports.read(reliabilityByModel, asked));
  }
}
