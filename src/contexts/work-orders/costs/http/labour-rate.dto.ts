import { ApiSchema, OmitType, PartialType, PickType } from '@nestjs/swagger';
import {
  DateField,
  DateTimeField,
  Example,
  hiddenCost,
  IntegerField,
  MoneyField,
  pageQuery,
  StringField,
  UuidField,
} from '#libs/http';
import type { MoneyDto } from '#libs/http';
import type { Money } from '#libs/kernel';
import { labourRateList } from '../application/labour-rate.queries.js';
import { demoIds } from '../../../demo-ids.js';

const hourlyRate = { amount: '58.00', currency: 'EUR' };

@ApiSchema({ name: 'LabourRate' })
export class LabourRateDto {
  @UuidField({ description: 'Id', example: demoIds.labourRate })
  id: string;

  @StringField({ description: 'Name of the user', example: 'Annika Holm', maxLength: 201, nullable: true })
  userName: string | null;

  @UuidField({ description: 'Whose work it is', example: demoIds.secondTechnician })
  userId: string;

  @DateField({
    description: 'First day for which it holds, where the work is; it holds until the day of the next rate',
    example: '2026-07-01',
  })
  validFrom: string;

  @MoneyField({ description: `What an hour costs${hiddenCost}`, example: hourlyRate, nullable: true })
  hourlyRate: MoneyDto | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'CreateLabourRate' })
export class CreateLabourRateDto extends PickType(LabourRateDto, ['userId', 'validFrom']) {
  @MoneyField({ description: 'What an hour costs', example: hourlyRate })
  hourlyRate: Money;
}

@ApiSchema({ name: 'UpdateLabourRate' })
@Example({ hourlyRate: { amount: '61.50', currency: 'EUR' } })
export class UpdateLabourRateDto extends PartialType(OmitType(CreateLabourRateDto, ['userId'])) {}

export class LabourRateQuery extends pageQuery({ name: 'LabourRate', list: labourRateList }) {
  @UuidField({ description: 'Only of this user', optional: true })
  userId?: string;
}
