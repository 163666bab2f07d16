import { OmitType } from '@nestjs/swagger';
import {
  BacklogReportQuery,
  DaysReportQuery,
  PeriodReportQuery,
  RequestReportQuery,
  TypedPeriodReportQuery,
} from './report.dto.js';
import { TechnicianLoadQuery } from './technician-load.dto.js';

// A chart takes what its report takes, but for the format.

export class PeriodChartQuery extends OmitType(PeriodReportQuery, ['format']) {}
export class TypedPeriodChartQuery extends OmitType(TypedPeriodReportQuery, ['format']) {}
export class DaysChartQuery extends OmitType(DaysReportQuery, ['format']) {}
export class RequestChartQuery extends OmitType(RequestReportQuery, ['format']) {}
export class BacklogChartQuery extends OmitType(BacklogReportQuery, ['format']) {}
export class TechnicianLoadChartQuery extends OmitType(TechnicianLoadQuery, ['format']) {}
