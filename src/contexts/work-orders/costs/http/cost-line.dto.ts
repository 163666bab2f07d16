import { ApiSchema, PartialType, PickType } from '@nestjs/swagger';
import {
  DateTimeField,
  EnumField,
  enumeration,
  Example,
  hiddenCost,
  IntegerField,
  MoneyField,
  pageQuery,
  StringField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import type { Money } from '#libs/kernel';
import { costLineList } from '../application/cost-line.queries.js';
import { costKinds, type CostKind } from '../domain/cost-kinds.js';
import { demoIds } from '../../../demo-ids.js';

const costKind = enumeration({ name: 'CostKind', description: 'What was paid for', values: costKinds });
const cost = { amount: '120.00', currency: 'EUR' };

@ApiSchema({ name: 'CostLine' })
export class CostLineDto {
  @UuidField({ description: 'Id', example: demoIds.costLine })
  id: string;

  @EnumField({ description: 'What was paid for', example: 'subcontractor', of: costKind })
  kind: CostKind;

  @StringField({ description: 'In a few words', example: 'Crane, half a day', maxLength: 255 })
  description: string;

  @MoneyField({ description: `What it cost${hiddenCost}`, example: cost, nullable: true })
  cost: MoneyDto | null;

  @UuidField({ description: 'Work order', example: demoIds.workOrder })
  workOrderId: string;

  @UuidField({ description: 'Who added it; null when the system did', example: demoIds.admin, nullable: true })
  createdById: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'CreateCostLine' })
export class CreateCostLineDto extends PickType(CostLineDto, ['kind', 'description']) {
  @MoneyField({ description: 'What it cost', example: cost })
  cost: Money;
}

@ApiSchema({ name: 'UpdateCostLine' })
@Example({ cost: { amount: '95.50', currency: 'EUR' } })
export class UpdateCostLineDto extends PartialType(CreateCostLineDto) {}

export class CostLineQuery extends pageQuery({ name: 'CostLine', list: costLineList }) {
  @EnumField({ description: 'Only of this kind', of: costKind, optional: true })
  kind?: CostKind;
}
