import { Controller, Post } from '@nestjs/common';
import { freshSignInNeeded, SignInsFacade } from '#contexts/identity';
import { ApiAction, ApiSection, Permission } from '#libs/http';
import { OwnSubscriptionDto } from '../../subscriptions/http/own-subscription.dto.js';
import { PaidSubscriptionService } from '../application/paid-subscription.service.js';
import { PortalService } from '../application/portal.service.js';
import { notPaidAtStripe, stripeNotSetUp, stripeUnavailable, refusedByStripe } from '../domain/stripe.errors.js';
import { PortalDto } from './checkout.dto.js';

const problems = [freshSignInNeeded, notPaidAtStripe, stripeNotSetUp, stripeUnavailable, refusedByStripe];

@ApiSection('Subscription', 'The plan of the account: what it allows, and what to do about it.')
@Controller('v1/subscription')
export class PaidSubscriptionController {
  constructor(
    private readonly subscriptions: PaidSubscriptionService,
    private readonly portals: PortalService,
    private readonly signIns: SignInsFacade,
  ) {}

  @Post('portal')
  @Permission('subscription:manage')
  @ApiAction(PortalDto, {
    summary: 'Open the pages of Stripe for the account',
    description:
      'Where cards, the address on invoices and what was paid are seen and changed, and a payment that has failed is made. The address holds for some minutes. Needs a sign-in of the last quarter of an hour.',
    problems,
  })
  openPortal(): Promise<PortalDto> {
    this.signIns.assertFresh();
    return this.portals.open();
  }

  @Post('cancel')
  @Permission('subscription:manage')
  @ApiAction(OwnSubscriptionDto, {
    summary: 'End the subscription with its period',
    shows: { provider: 'stripe', cancelAtPeriodEnd: true },
    description:
      'What is paid for goes on until `periodEnd`, and nothing is charged any more. It can be taken back until then. Needs a sign-in of the last quarter of an hour.',
    problems,
  })
  cancelSubscription(): Promise<OwnSubscriptionDto> {
    this.signIns.assertFresh();
    return this.subscriptions.cancel();
  }

  @Post('resume')
  @Permission('subscription:manage')
  @ApiAction(OwnSubscriptionDto, {
    summary: 'Go on with a subscription that was to end',
    shows: { provider: 'stripe' },
    description:
      'Takes the cancellation back as long as the period runs; one that was not canceled stays as it is. Needs a sign-in of the last quarter of an hour.',
    problems,
  })
  resumeSubscription(): Promise<OwnSubscriptionDto> {
    this.signIns.assertFresh();
    return this.subscriptions.resume();
  }
}
