import { ApiSchema, PickType } from '@nestjs/swagger';
import { DateTimeField, Example, TextField } from '#libs/http';
import { SubscriptionDto } from '../../subscriptions/http/subscription.dto.js';

@ApiSchema({ name: 'BeginCheckout' })
@Example({ planId: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3d112', billingCycle: 'yearly' })
export class BeginCheckoutDto extends PickType(SubscriptionDto, ['planId', 'billingCycle']) {}

@ApiSchema({ name: 'Checkout' })
export class CheckoutDto {
  @TextField({
    description: 'Where it is paid: a page of Stripe to send the browser to',
    example: 'https://checkout.stripe.com/c/pay/cs_live_a1b2c3',
    maxLength: 5_000,
  })
  url: string;

  @DateTimeField({ description: 'Until when the page can be used', example: '2026-11-23T10:00:00.000Z' })
  expiresAt: string;
}

@ApiSchema({ name: 'Portal' })
export class PortalDto {
  @TextField({
    description: 'A page of Stripe to send the browser to',
    example: 'https://billing.stripe.com/p/session/live_a1b2c3',
    maxLength: 5_000,
  })
  url: string;
}
