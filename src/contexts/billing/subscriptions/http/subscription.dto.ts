import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { planFeatures, type OverLimit, type PlanFeature } from '#contexts/tenancy';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EnumField,
  enumeration,
  Example,
  IntegerField,
  items,
  MoneyField,
  OperatorReasonDto,
  pageQuery,
  StringField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import { planFeature } from '../../plans/http/plan.dto.js';
import { subscriptionList } from '../application/subscription.queries.js';
import type { BillingCycle } from '../domain/billing-period.js';
import type { PaymentProvider } from '../domain/payment-provider.js';
import type { SubscriptionStatus } from '../domain/subscription-status.js';
import { billingCycle, paymentProvider, subscriptionStatus } from './own-subscription.dto.js';

const exampleTenant = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100';
const examplePlan = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3d111';

@ApiSchema({ name: 'Subscription' })
export class SubscriptionDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3d222' })
  id: string;

  @StringField({ description: 'Slug of the tenant whose it is', example: 'acme-lifts', maxLength: 100 })
  tenantSlug: string;

  @UuidField({ description: 'Id of the tenant', example: exampleTenant })
  tenantId: string;

  @UuidField({ description: 'Plan', example: examplePlan })
  planId: string;

  @StringField({ description: 'Slug of the plan', example: 'professional', maxLength: 50 })
  plan: string;

  @StringField({ description: 'Name of the plan', example: 'Professional', maxLength: 100 })
  planName: string;

  @IntegerField({ description: 'Version of the terms of the plan that holds for it', example: 1, min: 1 })
  termsVersion: number;

  @BooleanField({ description: 'Whether the plan has other terms by now', example: false })
  isOutdated: boolean;

  @EnumField({ description: 'By what it is paid', example: 'manual', of: paymentProvider })
  provider: PaymentProvider;

  @EnumField({ description: 'Status', example: 'active', of: subscriptionStatus })
  status: SubscriptionStatus;

  @BooleanField({ description: 'Whether it ends with the period that runs', example: false })
  cancelAtPeriodEnd: boolean;

  @EnumField({ description: 'How often the price is due', example: 'monthly', of: billingCycle })
  billingCycle: BillingCycle;

  @MoneyField({ description: 'Price of a period, before tax', example: { amount: '149.00', currency: 'USD' } })
  price: MoneyDto;

  @DateTimeField({ description: 'Begin of the period that runs', example: '2026-11-22T10:00:00.000Z' })
  periodStart: string;

  @DateTimeField({ description: 'Begin of the next one', example: '2026-12-22T10:00:00.000Z' })
  periodEnd: string;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it began', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'CreateSubscription' })
@Example({ tenantId: exampleTenant, planId: examplePlan, billingCycle: 'monthly', reason: 'Contract 2026-120' })
export class CreateSubscriptionDto extends IntersectionType(
  PickType(SubscriptionDto, ['tenantId', 'planId', 'billingCycle']),
  OperatorReasonDto,
) {}

@ApiSchema({ name: 'ChangePlan' })
@Example({ planId: examplePlan, reason: 'Asked for more users by phone' })
export class ChangePlanDto extends IntersectionType(
  PickType(SubscriptionDto, ['planId']),
  OperatorReasonDto,
  PartialType(PickType(SubscriptionDto, ['billingCycle'])),
) {}

export class SubscriptionQuery extends pageQuery({ name: 'Subscription', list: subscriptionList }) {
  @UuidField({ description: 'Only of this tenant', optional: true })
  tenantId?: string;

  @UuidField({ description: 'Only to this plan', optional: true })
  planId?: string;

  @BooleanField({
    description: 'Only those whose plan has other terms by now, or only the others',
    example: true,
    optional: true,
  })
  outdated?: boolean;
}

const lastingLimit = enumeration({
  name: 'LastingLimit',
  description: 'Limits of what lasts; API calls begin anew each month',
  values: ['users', 'equipment', 'storage_bytes'],
});
const count = { min: 0, max: Number.MAX_SAFE_INTEGER };

@ApiSchema({ name: 'OverLimit' })
export class OverLimitDto {
  @EnumField({ description: 'Limit', example: 'users', of: lastingLimit })
  limit: OverLimit['limit'];

  @IntegerField({ description: 'What is in use', example: 12, ...count })
  used: number;

  @IntegerField({ description: 'What the plan allows', example: 5, ...count })
  allowed: number;
}

const features = (description: string, example: PlanFeature[]) =>
  ArrayField({ description, example, of: items.oneOf(planFeature), maxItems: planFeatures.length });

@ApiSchema({ name: 'PlanPreview' })
export class PlanPreviewDto {
  @StringField({
    description: 'Slug of the plan that the tenant has',
    example: 'professional',
    maxLength: 50,
    nullable: true,
  })
  currentPlan: string | null;

  @StringField({ description: 'Slug of the plan that is considered', example: 'starter', maxLength: 50 })
  plan: string;

  @BooleanField({
    description: 'Whether the tenant can be given it: it is on offer, and nothing is in use beyond its limits',
    example: false,
  })
  isPossible: boolean;

  @ArrayField({ description: 'What is in use beyond its limits', of: items.object(OverLimitDto), maxItems: 3 })
  over: OverLimitDto[];

  @features('What it includes that the tenant lacks', ['sso'])
  gainedFeatures: PlanFeature[];

  @features('What the tenant has that it does not include', ['api_access'])
  lostFeatures: PlanFeature[];
}
