import { Body, Controller, Post } from '@nestjs/common';
import { freshSignInNeeded, SignInsFacade } from '#contexts/identity';
import { planTooSmall } from '#contexts/tenancy';
import { ApiAction, ApiSection, Permission } from '#libs/http';
import { atField } from '#libs/kernel';
import { planRetired, unknownPlan } from '../../plans/domain/plan.errors.js';
import { OwnSubscriptionService } from '../../subscriptions/application/own-subscription.service.js';
import { OwnSubscriptionDto } from '../../subscriptions/http/own-subscription.dto.js';
import { PlanSwitchService } from '../application/plan-switch.service.js';
import {
  notPaidAtStripe,
  prorationTooOld,
  stripeNotSetUp,
  stripeUnavailable,
  refusedByStripe,
} from '../domain/stripe.errors.js';
import { PlanSwitchPreviewDto, PreviewPlanSwitchDto, SwitchPlanDto } from './plan-switch.dto.js';

const problems = [
  freshSignInNeeded,
  notPaidAtStripe,
  stripeNotSetUp,
  stripeUnavailable,
  refusedByStripe,
  unknownPlan,
  atField(planRetired, '/planId'),
  planTooSmall,
];

@ApiSection('Subscription', 'The plan of the account: what it allows, and what to do about it.')
@Controller('v1/subscription')
export class PlanSwitchController {
  constructor(
    private readonly switches: PlanSwitchService,
    private readonly own: OwnSubscriptionService,
    private readonly signIns: SignInsFacade,
  ) {}

  @Post('plan-preview')
  @Permission('subscription:manage')
  @ApiAction(PlanSwitchPreviewDto, {
    summary: 'Preview another plan of the subscription',
    description:
      'What Stripe would give back, charge, and invoice next, for another plan or cycle from now on. Changes nothing. Needs a sign-in of the last quarter of an hour.',
    problems,
  })
  previewPlanSwitch(@Body() wanted: PreviewPlanSwitchDto): Promise<PlanSwitchPreviewDto> {
    this.signIns.assertFresh();
    return this.switches.preview(wanted);
  }

  @Post('switch-plan')
  @Permission('subscription:manage')
  @ApiAction(OwnSubscriptionDto, {
    summary: 'Switch the subscription to another plan',
    shows: { provider: 'stripe' },
    description:
      'Or to another cycle, or to the present terms of the same plan. Limits and features hold from the next request on; the difference stands on the next invoice, as the preview has shown. What is over a smaller plan is listed and refused (409).',
    problems: [...problems, prorationTooOld],
  })
  async switchPlan(@Body() { prorationAt, ...wanted }: SwitchPlanDto): Promise<OwnSubscriptionDto> {
    this.signIns.assertFresh();
    await this.switches.change(wanted, new Date(prorationAt));
    return this.own.get();
  }
}
