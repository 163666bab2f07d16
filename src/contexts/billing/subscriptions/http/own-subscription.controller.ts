import { Controller, Get } from '@nestjs/common';
import { ApiRead, ApiSection, Permission } from '#libs/http';
import { OwnSubscriptionService } from '../application/own-subscription.service.js';
import { OwnSubscriptionDto } from './own-subscription.dto.js';

@ApiSection('Subscription', 'The plan of the account: what it allows, and what to do about it.')
@Controller('v1/subscription')
export class OwnSubscriptionController {
  constructor(private readonly subscriptions: OwnSubscriptionService) {}

  @Get()
  @Permission('subscription:read')
  @ApiRead(OwnSubscriptionDto, {
    summary: 'Read the subscription of the account',
    description:
      'Plan, price and period, each limit with what is in use and what is left of it, what is included, and what to do next. An account on trial has no price yet.',
  })
  getSubscription(): Promise<OwnSubscriptionDto> {
    return this.subscriptions.get();
  }
}
