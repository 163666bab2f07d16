import { ApiSchema, IntersectionType, OmitType } from '@nestjs/swagger';
import {
  ArrayField,
  DateField,
  EnumField,
  enumeration,
  items,
  ObjectField,
  StringField,
  UuidField,
  type DtoClass,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import type { WorkOrderPriority, WorkOrderType } from '../../orders/domain/work-order-kinds.js';
import { priority, workOrderType } from '../../orders/http/work-order-enumerations.js';
import { bucketLengths, MOST_BUCKETS, type BucketLength } from '../domain/report-period.js';
import { reportFormat, type ReportFormat } from './report-format.js';

const bucketLength = enumeration({
  name: 'ReportBucket',
  description: 'Into what a report divides its period: weeks from Monday on, or months',
  values: bucketLengths,
});

/** The parameters of every report. */
export class ReportQuery {
  @UuidField({ description: 'Only at this facility', optional: true })
  facilityId?: string;

  @UuidField({ description: 'Only on this machine', optional: true })
  equipmentId?: string;

  @UuidField({ description: 'Only assigned to this team', example: demoIds.team, optional: true })
  teamId?: string;

  @UuidField({ description: 'Only assigned to this user', optional: true })
  assigneeId?: string;

  @ArrayField({
    description: 'Only of these priorities',
    example: ['high', 'critical'],
    of: items.oneOf(priority),
    minItems: 1,
    maxItems: priority.values.length,
    optional: true,
  })
  priority?: WorkOrderPriority[];

  @EnumField({
    description: 'JSON, or the series as CSV; without it what `Accept` asks for, JSON where that does not say',
    of: reportFormat,
    optional: true,
  })
  format?: ReportFormat;
}

export class PeriodReportQuery extends ReportQuery {
  @DateField({
    description: 'First day, in the time zone of the account; unless given, the period has twelve weeks or months',
    example: '2026-01-01',
    optional: true,
  })
  from?: string;

  @DateField({
    description: 'Last day, included; today unless given',
    example: '2026-11-30',
    optional: true,
  })
  to?: string;

  @EnumField({ description: 'Weeks or months', of: bucketLength, default: 'month' })
  bucket: BucketLength;
}

/** Nobody is assigned to a request. */
export class RequestReportQuery extends OmitType(PeriodReportQuery, ['teamId', 'assigneeId']) {}

const workOrderTypes = {
  description: 'Only of these types',
  of: items.oneOf(workOrderType),
  minItems: 1,
  maxItems: workOrderType.values.length,
  optional: true,
};

export class BacklogReportQuery extends ReportQuery {
  @ArrayField({ ...workOrderTypes, example: ['repair', 'emergency'] })
  type?: WorkOrderType[];
}

export class TypedPeriodReportQuery extends PeriodReportQuery {
  @ArrayField({ ...workOrderTypes, example: ['maintenance', 'inspection'] })
  type?: WorkOrderType[];
}

/** For a report that is not divided into weeks or months. */
export class DaysReportQuery extends OmitType(TypedPeriodReportQuery, ['bucket']) {}

export class SaidDto {
  @StringField({
    description: 'What the numbers mean, in English',
    example: 'Of the work orders completed in the period …',
    maxLength: 1000,
  })
  definition: string;

  @StringField({
    description: 'Time zone of the account, in which days begin',
    example: 'Europe/Berlin',
    maxLength: 64,
  })
  timezone: string;
}

export class DaysDto {
  @DateField({ description: 'First day', example: '2026-11-01' })
  from: string;

  @DateField({ description: 'Last day, included', example: '2026-11-30' })
  to: string;
}

export class PeriodSaidDto extends IntersectionType(SaidDto, DaysDto) {
  @EnumField({ description: 'Weeks or months', of: bucketLength, example: 'month' })
  bucket: BucketLength;
}

export class DaysSaidDto extends SaidDto {
  @DateField({ description: 'First day of the period', example: '2026-01-01' })
  from: string;

  @DateField({ description: 'Last day of the period, included', example: '2026-11-30' })
  to: string;
}

export class MomentSaidDto extends SaidDto {
  @DateField({ description: 'The day that today is there', example: '2026-11-30' })
  asOf: string;
}

interface ReportShape<Said, Place, Figures> {
  /** Of the schemas: `<name>Report`, `<name>ReportRow`. */
  readonly name: string;
  readonly said: DtoClass<Said & object>;
  readonly place: DtoClass<Place & object>;
  readonly figures: DtoClass<Figures & object>;
}

/** The answer of a report: what it is about, its figures for all, and for each place. */
export function reportDto<Said, Place, Figures>({ name, said, place, figures }: ReportShape<Said, Place, Figures>) {
  @ApiSchema({ name: `${name}ReportRow` })
  class RowDto extends IntersectionType(place as DtoClass, figures as DtoClass) {}

  @ApiSchema({ name: `${name}Report` })
  class ReportDto extends (said as DtoClass) {
    @ObjectField({ description: 'Of all of it', type: figures })
    total: Figures;

    @ArrayField({ description: 'The same for each part, in order', of: items.object(RowDto), maxItems: MOST_BUCKETS })
    series: (Place & Figures)[];
  }
  return ReportDto as unknown as DtoClass<Said & { total: Figures; series: (Place & Figures)[] } & object>;
}
