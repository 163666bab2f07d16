import { ReportService } from './application/report.service.js';
import { CostReportController } from './http/cost-report.controller.js';
import { ReliabilityReportController } from './http/reliability-report.controller.js';
import { ReportChartController } from './http/report-chart.controller.js';
import { ReportController } from './http/report.controller.js';

export const reports = {
  controllers: [ReportController, CostReportController, ReliabilityReportController, ReportChartController],
  providers: [ReportService],
};
