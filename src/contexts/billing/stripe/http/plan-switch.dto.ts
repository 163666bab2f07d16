import { ApiSchema, PickType } from '@nestjs/swagger';
import { DateTimeField, Example, MoneyField, type MoneyDto } from '#libs/http';
import { SubscriptionDto } from '../../subscriptions/http/subscription.dto.js';

const planId = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3d113';

@ApiSchema({ name: 'PreviewPlanSwitch' })
@Example({ planId, billingCycle: 'monthly' })
export class PreviewPlanSwitchDto extends PickType(SubscriptionDto, ['planId', 'billingCycle']) {}

@ApiSchema({ name: 'SwitchPlan' })
@Example({ planId, billingCycle: 'monthly', prorationAt: '2026-11-22T10:00:00.000Z' })
export class SwitchPlanDto extends PreviewPlanSwitchDto {
  @DateTimeField({
    description: 'Of the preview, at most a quarter of an hour old: what it showed is what is charged',
    example: '2026-11-22T10:00:00.000Z',
  })
  prorationAt: string;
}

@ApiSchema({ name: 'PlanSwitchPreview' })
export class PlanSwitchPreviewDto extends PickType(SubscriptionDto, ['plan', 'billingCycle']) {
  @MoneyField({
    description: 'What is given back of the present plan, for the rest of the period',
    example: { amount: '9.67', currency: 'USD' },
  })
  credit: MoneyDto;

  @MoneyField({
    description: 'What the other plan costs for the rest of the period',
    example: { amount: '49.67', currency: 'USD' },
  })
  charge: MoneyDto;

  @MoneyField({
    description: 'What the next invoice comes to with both, coupons included',
    example: { amount: '189.00', currency: 'USD' },
  })
  nextAmountDue: MoneyDto;

  @DateTimeField({
    description: 'The moment that it is worked out for: send it with the change',
    example: '2026-11-22T10:00:00.000Z',
  })
  prorationAt: string;
}
