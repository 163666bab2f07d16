import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  DecimalField,
  IntegerField,
  items,
  MoneyField,
  StringField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';

const amount = { amount: '87.00', currency: 'EUR' };
const parts = { amount: '85.00', currency: 'EUR' };

@ApiSchema({ name: 'WorkOrderCostTotal' })
export class CostTotalDto {
  @StringField({ description: 'ISO 4217 code', example: 'EUR', maxLength: 3 })
  currency: string;

  @MoneyField({ description: 'Labour: of each visit minutes × rate ÷ 60, rounded half up, added up', example: amount })
  labourCost: MoneyDto;

  @MoneyField({ description: 'Parts that were used and did not come back', example: parts })
  partsCost: MoneyDto;

  @MoneyField({
    description: 'Travel, subcontractors, material and the like',
    example: { amount: '120.00', currency: 'EUR' },
  })
  otherCost: MoneyDto;

  @MoneyField({ description: 'All of it', example: { amount: '292.00', currency: 'EUR' } })
  totalCost: MoneyDto;
}

@ApiSchema({ name: 'WorkOrderCosts' })
export class WorkOrderCostsDto {
  @UuidField({ description: 'Work order', example: demoIds.workOrder })
  workOrderId: string;

  @IntegerField({ description: 'Minutes of all visits that have ended', example: 90, min: 0 })
  labourMinutes: number;

  @DecimalField({ description: 'The same in hours', example: 1.5, min: 0, max: 999.99, scale: 2 })
  labourHours: number;

  @IntegerField({
    description: 'Minutes of technicians who had no rate on the day of their arrival: they cost nothing here',
    example: 0,
    min: 0,
  })
  minutesWithoutRate: number;

  @ArrayField({
    description: 'What it costs, by currency; null without the permission `costs:read`',
    of: items.object(CostTotalDto),
    maxItems: 200,
    nullable: true,
  })
  totals: CostTotalDto[] | null;
}
