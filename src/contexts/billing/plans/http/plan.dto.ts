import { ApiSchema, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { planFeatureFacts, planFeatures, type PlanFeature } from '#contexts/tenancy';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  Defaults,
  enumeration,
  Example,
  Examples,
  IntegerField,
  items,
  MoneyField,
  OperatorReasonDto,
  pageQuery,
  StringField,
  TextField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import type { Money } from '#libs/kernel';
import { planList } from '../application/plan.queries.js';
import { planDefaults } from '../domain/plan-terms.js';

export const planFeature = enumeration({
  name: 'PlanFeature',
  description: Object.entries(planFeatureFacts)
    .map(([name, { description }]) => `${name}: ${description}`)
    .join('; '),
  values: planFeatures,
});

const limit = (of: string, example: number) =>
  IntegerField({ description: `${of} at most; null is unlimited`, example, min: 0, nullable: true });
const monthly = { description: 'Price of a month, before tax', example: { amount: '89.00', currency: 'USD' } };
const yearly = {
  description: 'Price of a year, before tax, in the same currency',
  example: { amount: '890.00', currency: 'USD' },
};

class PlanLimitsDto {
  @limit('Active users', 10)
  maxUsers: number | null;

  @limit('Machines in service', 400)
  maxEquipment: number | null;

  @limit('Gigabytes of files, of 2^30 bytes each,', 20)
  maxStorageGb: number | null;

  @limit('API calls in a month of UTC', 50_000)
  maxApiCallsPerMonth: number | null;

  @ArrayField({
    description: 'What it includes, in the order of the alphabet',
    example: ['api_access', 'webhooks'],
    of: items.oneOf(planFeature),
    maxItems: planFeatures.length,
    unique: true,
  })
  features: PlanFeature[];
}

class NamedPlanDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3d111' })
  id: string;

  @StringField({ description: 'Name', example: 'Team', maxLength: 100 })
  name: string;

  @StringField({ description: 'Short name, which never changes', example: 'team', maxLength: 50 })
  slug: string;

  @TextField({ description: 'Whom it is for', example: 'For two or three sites.', maxLength: 1_000, nullable: true })
  description: string | null;

  @MoneyField(monthly)
  priceMonthly: MoneyDto;

  @MoneyField(yearly)
  priceYearly: MoneyDto;
}

@ApiSchema({ name: 'OfferedPlan' })
export class OfferedPlanDto extends IntersectionType(NamedPlanDto, PlanLimitsDto) {}

@ApiSchema({ name: 'OfferedPlans' })
export class OfferedPlansDto {
  @ArrayField({
    description: 'In the order in which they are offered, the smallest first',
    of: items.object(OfferedPlanDto),
    maxItems: 1_000,
  })
  plans: OfferedPlanDto[];
}

@ApiSchema({ name: 'Plan' })
export class PlanDto extends OfferedPlanDto {
  @BooleanField({ description: 'Whether new trials are on it; one plan at most', example: false })
  isTrial: boolean;

  @BooleanField({ description: 'Whether nobody new gets it', example: false })
  isRetired: boolean;

  @IntegerField({ description: 'Its place among the others: lower ones come first', example: 15, min: 0, max: 10_000 })
  sortOrder: number;

  @IntegerField({ description: 'Counts the changes of price, limits and features', example: 1, min: 1 })
  termsVersion: number;

  @IntegerField({ description: 'Subscriptions to it that run, on whatever version of its terms', example: 0, min: 0 })
  subscriptions: number;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was made', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class PlanPricesDto {
  @MoneyField(monthly)
  priceMonthly: Money;

  @MoneyField(yearly)
  priceYearly: Money;
}

class NewPlanDto extends IntersectionType(PlanLimitsDto, PlanPricesDto, OperatorReasonDto) {
  @StringField({
    description: 'Short name: lower-case letters, digits and inner hyphens; it never changes',
    example: 'team',
    maxLength: 50,
    pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    patternDetail: 'must be lower-case letters, digits and inner hyphens, such as "team"',
  })
  slug: string;

  @StringField({ description: 'Name', example: 'Team', maxLength: 100 })
  name: string;
}

@ApiSchema({ name: 'CreatePlan' })
@Examples({
  minimal: { slug: 'workshop', name: 'Workshop', reason: 'For workshops that asked for less' },
  full: { reason: 'Between Starter and Professional' },
})
@Defaults(planDefaults)
export class CreatePlanDto extends IntersectionType(
  NewPlanDto,
  PartialType(PickType(PlanDto, ['description', 'sortOrder', 'isTrial'])),
) {}

@ApiSchema({ name: 'UpdatePlan' })
@Example({ maxUsers: 12, reason: 'Two more users for the same price' })
/** Every field but the reason may be absent. */
export class UpdatePlanDto extends IntersectionType(
  OperatorReasonDto,
  PartialType(OmitType(CreatePlanDto, ['slug', 'reason'])),
) {}

export class PlanQuery extends pageQuery({ name: 'Plan', list: planList }) {
  @BooleanField({ description: 'Only retired, or only offered ones', example: false, optional: true })
  retired?: boolean;
}
