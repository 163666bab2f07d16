import { Body, Controller, Post } from '@nestjs/common';
import { freshSignInNeeded, SignInsFacade } from '#contexts/identity';
import { planTooSmall } from '#contexts/tenancy';
import { ApiAction, ApiSection, Permission } from '#libs/http';
import { atField } from '#libs/kernel';
import { planRetired, unknownPlan } from '../../plans/domain/plan.errors.js';
import { CheckoutService } from '../application/checkout.service.js';
import { alreadySubscribed, stripeNotSetUp, stripeUnavailable, refusedByStripe } from '../domain/stripe.errors.js';
import { BeginCheckoutDto, CheckoutDto } from './checkout.dto.js';

@ApiSection('Subscription', 'The plan of the account: what it allows, and what to do about it.')
@Controller('v1/subscription')
export class CheckoutController {
  constructor(
    private readonly checkouts: CheckoutService,
    private readonly signIns: SignInsFacade,
  ) {}

  @Post('checkout')
  @Permission('subscription:manage')
  @ApiAction(CheckoutDto, {
    summary: 'Subscribe to a plan',
    description:
      'Begins the payment at Stripe and answers the address of its page. The plan holds some seconds after it is paid there; a page that was begun before is closed. Needs a sign-in of the last quarter of an hour.',
    problems: [
      freshSignInNeeded,
      stripeNotSetUp,
      stripeUnavailable,
      refusedByStripe,
      alreadySubscribed,
      unknownPlan,
      atField(planRetired, '/planId'),
      planTooSmall,
    ],
  })
  beginCheckout(@Body() { planId, billingCycle }: BeginCheckoutDto): Promise<CheckoutDto> {
    this.signIns.assertFresh();
    return this.checkouts.begin(planId, billingCycle);
  }
}
