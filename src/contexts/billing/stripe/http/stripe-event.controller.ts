import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  ApiAction,
  ApiList,
  ApiRead,
  ApiSection,
  IdParam,
  listRequest,
  OperatorPermission,
  OperatorReasonDto,
  type Page,
} from '#libs/http';
import { StripeEventService } from '../application/stripe-event.service.js';
import { StripeEventDto, StripeEventQuery } from './stripe-event.dto.js';

@ApiSection('Stripe events', 'What Stripe has told, and what became of it.')
@Controller('admin/v1/stripe-events')
export class StripeEventController {
  constructor(private readonly events: StripeEventService) {}

  @Get()
  @OperatorPermission('stripe_events:read')
  @ApiList(StripeEventDto, {
    summary: 'List events of Stripe',
    description:
      'The latest first, for ninety days after they were applied. `state=dead` shows what was set aside and needs somebody: of customers that no tenant is, or to prices that were not made here.',
  })
  listStripeEvents(@Query() query: StripeEventQuery): Promise<Page<StripeEventDto>> {
    return this.events.list(listRequest(query));
  }

  @Get(':id')
  @OperatorPermission('stripe_events:read')
  @ApiRead(StripeEventDto, {
    summary: 'Read an event of Stripe',
    description: 'What has happened at Stripe, of which customer, whether it was applied, and what that failed of.',
  })
  getStripeEvent(@IdParam() id: string): Promise<StripeEventDto> {
    return this.events.get(id);
  }

  @Post(':id/replay')
  @OperatorPermission('stripe_events:replay')
  @ApiAction(StripeEventDto, {
    summary: 'Apply an event of Stripe once more',
    sends: { reason: 'The price has its plan now' },
    shows: { state: 'pending', attempts: 0, appliedAt: null, nextAttemptAt: '2026-11-22T10:00:02.000Z' },
    description:
      'In whatever state it is. The customer is copied as it is at Stripe then, so nothing changes where all is well, and nothing goes back to what was.',
  })
  replayStripeEvent(@IdParam() id: string, @Body() { reason }: OperatorReasonDto): Promise<StripeEventDto> {
    return this.events.replay(id, reason);
  }
}
