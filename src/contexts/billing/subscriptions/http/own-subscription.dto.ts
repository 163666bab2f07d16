import { ApiSchema } from '@nestjs/swagger';
import { LimitUsageDto, planFeatures, tenantStatus, type PlanFeature, type TenantStatus } from '#contexts/tenancy';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EnumField,
  enumeration,
  IntegerField,
  items,
  MoneyField,
  ObjectField,
  StringField,
  TextField,
  type MoneyDto,
} from '#libs/http';
import { planFeature } from '../../plans/http/plan.dto.js';
import { billingCycles, type BillingCycle } from '../domain/billing-period.js';
import { nextSteps, type NextStep } from '../domain/next-step.js';
import { paymentProviders, type PaymentProvider } from '../domain/payment-provider.js';
import { subscriptionStatuses } from '../domain/subscription-status.js';

export const billingCycle = enumeration({
  name: 'BillingCycle',
  description: 'How often the price is due',
  values: billingCycles,
});

export const paymentProvider = enumeration({
  name: 'PaymentProvider',
  description: 'manual: the operators of the installation issue invoices. stripe: it is paid at Stripe.',
  values: paymentProviders,
});

export const subscriptionStatus = enumeration({
  name: 'SubscriptionStatus',
  description:
    'active: it runs. trialing: it runs, and is not charged yet. past_due: it runs, and a payment has failed. incomplete: the first payment is still to be made. canceled: it is over.',
  values: subscriptionStatuses,
});

const nextStep = enumeration({
  name: 'NextStep',
  description:
    'none: nothing is to be done. choose_plan: the account is on trial, or its subscription has ended. settle_payment: a payment has failed. choose_larger_plan: a limit of the plan is reached.',
  values: nextSteps,
});

@ApiSchema({ name: 'LimitLeft' })
export class LimitLeftDto extends LimitUsageDto {
  @IntegerField({
    description: 'What is left of it; null is unlimited',
    example: 88,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    nullable: true,
  })
  left: number | null;
}

const limit = (description: string, example: LimitLeftDto) => ObjectField({ description, type: LimitLeftDto, example });

@ApiSchema({ name: 'OwnSubscription' })
export class OwnSubscriptionDto {
  @StringField({ description: 'Slug of the plan', example: 'professional', maxLength: 50, nullable: true })
  plan: string | null;

  @StringField({
    description: 'Name of the plan; null without a subscription, as on trial',
    example: 'Professional',
    maxLength: 100,
    nullable: true,
  })
  planName: string | null;

  @EnumField({ description: 'Status of the account', example: 'active', of: tenantStatus })
  status: TenantStatus;

  @DateTimeField({
    description: 'When the trial ends; null for an account that is not on trial',
    example: null,
    nullable: true,
  })
  trialEndsAt: string | null;

  @EnumField({
    description: 'By what it is paid; null without a subscription',
    example: 'manual',
    of: paymentProvider,
    nullable: true,
  })
  provider: PaymentProvider | null;

  @BooleanField({ description: 'Whether the subscription ends with the period that runs', example: false })
  cancelAtPeriodEnd: boolean;

  @EnumField({ description: 'How often the price is due', example: 'monthly', of: billingCycle, nullable: true })
  billingCycle: BillingCycle | null;

  @MoneyField({
    description: 'Price of a period, before tax, as it was when it was subscribed to',
    example: { amount: '149.00', currency: 'USD' },
    nullable: true,
  })
  price: MoneyDto | null;

  @DateTimeField({ description: 'Begin of the period that runs', example: '2026-11-22T10:00:00.000Z', nullable: true })
  periodStart: string | null;

  @DateTimeField({ description: 'Begin of the next one', example: '2026-12-22T10:00:00.000Z', nullable: true })
  periodEnd: string | null;

  @limit('Active users', { limit: 25, used: 12, left: 13, resetsAt: null })
  users: LimitLeftDto;

  @limit('Machines in service', { limit: 1_000, used: 340, left: 660, resetsAt: null })
  equipment: LimitLeftDto;

  @limit('Bytes of files', { limit: 53_687_091_200, used: 734_003_200, left: 52_953_088_000, resetsAt: null })
  storage: LimitLeftDto;

  @limit('API calls of this month, in UTC; the last ones may be counted some moments later', {
    limit: 250_000,
    used: 48_211,
    left: 201_789,
    resetsAt: '2026-12-01T00:00:00.000Z',
  })
  apiCallsMonth: LimitLeftDto;

  @ArrayField({
    description: 'What is included, in the order of the alphabet',
    example: ['api_access', 'webhooks'],
    of: items.oneOf(planFeature),
    maxItems: planFeatures.length,
  })
  features: PlanFeature[];

  @EnumField({ description: 'What to do next', example: 'none', of: nextStep })
  nextStep: NextStep;

  @TextField({ description: 'The same for people', example: 'Nothing is to be done.', maxLength: 500 })
  advice: string;
}
