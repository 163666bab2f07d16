import { ApiSchema } from '@nestjs/swagger';
import { ArrayField, hiddenCost, IntegerField, items, ObjectField, StringField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import type { CurrencyCosts } from '../domain/cost-figures.js';
import { CountField } from './figure-fields.js';
import { DaysDto, DaysSaidDto, PeriodSaidDto, reportDto } from './report.dto.js';

/** Sums of years are longer than one amount may be. */
@ApiSchema({ name: 'SumOfMoney' })
class SumOfMoneyDto {
  @StringField({
    description: 'Decimal amount with two digits behind the point; negative where more came back than was used',
    example: '1240.50',
    maxLength: 20,
    pattern: /^-?[0-9]{1,16}\.[0-9]{2}$/,
    patternDetail: 'must be a decimal amount',
  })
  amount: string;

  @StringField({ description: 'ISO 4217 code', example: 'EUR', maxLength: 3 })
  currency: string;
}

const sumOf = (description: string, amount: string) =>
  ObjectField({ description, type: SumOfMoneyDto, example: { amount, currency: 'EUR' } });

@ApiSchema({ name: 'CurrencyCosts' })
class CurrencyCostsDto {
  @StringField({ description: 'ISO 4217 code', example: 'EUR', maxLength: 3 })
  currency: string;

  @sumOf('Labour, of each visit minutes × rate ÷ 60', '740.50')
  labourCost: SumOfMoneyDto;

  @sumOf('Parts that were used and did not come back', '380.00')
  partsCost: SumOfMoneyDto;

  @sumOf('Travel, subcontractors, material and the like', '120.00')
  otherCost: SumOfMoneyDto;

  @sumOf('All of it', '1240.50')
  totalCost: SumOfMoneyDto;
}

@ApiSchema({ name: 'CostFigures' })
class CostFiguresDto {
  @CountField('Work orders that were completed, on which the costs rest', 14)
  workOrders: number;

  @IntegerField({ description: 'Minutes of technicians who had no rate', example: 0, min: 0 })
  minutesWithoutRate: number;

  @ArrayField({
    description: `Costs by currency${hiddenCost}`,
    of: items.object(CurrencyCostsDto),
    maxItems: 200,
    nullable: true,
  })
  totals: readonly CurrencyCosts[] | null;
}

export const CostReportDto = reportDto({
  name: 'Cost',
  said: PeriodSaidDto,
  place: DaysDto,
  figures: CostFiguresDto,
});
export type CostReportDto = InstanceType<typeof CostReportDto>;

@ApiSchema({ name: 'CostFacility' })
class CostFacilityDto {
  @UuidField({ description: 'The facility', example: demoIds.facility })
  id: string;

  @StringField({ description: 'Its name', example: 'Main station', maxLength: 255 })
  name: string;
}

export const FacilityCostReportDto = reportDto({
  name: 'FacilityCost',
  said: DaysSaidDto,
  place: CostFacilityDto,
  figures: CostFiguresDto,
});
export type FacilityCostReportDto = InstanceType<typeof FacilityCostReportDto>;

@ApiSchema({ name: 'CostMachine' })
class CostMachineDto {
  @UuidField({ description: 'The machine', example: demoIds.equipment })
  id: string;

  @StringField({ description: 'Its name', example: 'Lift 2', maxLength: 255 })
  name: string;
}

export const EquipmentCostReportDto = reportDto({
  name: 'EquipmentCost',
  said: DaysSaidDto,
  place: CostMachineDto,
  figures: CostFiguresDto,
});
export type EquipmentCostReportDto = InstanceType<typeof EquipmentCostReportDto>;
