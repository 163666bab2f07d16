import { ApiSchema } from '@nestjs/swagger';
import {
  DateTimeField,
  EnumField,
  enumeration,
  IntegerField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { stripeEventList } from '../application/stripe-event.queries.js';
import { stripeEventStates, type StripeEventState } from '../domain/stripe-event-state.js';

const stripeEventState = enumeration({
  name: 'StripeEventState',
  description:
    'pending: it is still to be applied, at `nextAttemptAt`. applied: what its customer has at Stripe was copied. dead: it was set aside, for `lastError`.',
  values: stripeEventStates,
});

const tenantId = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100';

@ApiSchema({ name: 'StripeEvent' })
export class StripeEventDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e001' })
  id: string;

  @StringField({ description: 'Id at Stripe', example: 'evt_1PxYzA2eZvKYlo2C', maxLength: 255 })
  stripeEventId: string;

  @StringField({ description: 'What has happened at Stripe', example: 'invoice.paid', maxLength: 255 })
  type: string;

  @StringField({ description: 'Customer at Stripe', example: 'cus_QpR5sT6uV7', maxLength: 255, nullable: true })
  stripeCustomerId: string | null;

  @UuidField({ description: 'Tenant that is this customer; null where none is', example: tenantId, nullable: true })
  tenantId: string | null;

  @StringField({ description: 'Its slug', example: 'acme-lifts', maxLength: 100, nullable: true })
  tenantSlug: string | null;

  @EnumField({ description: 'State', example: 'applied', of: stripeEventState })
  state: StripeEventState;

  @IntegerField({ description: 'Attempts so far', example: 1, min: 0 })
  attempts: number;

  @TextField({ description: 'What the last attempt failed of', example: null, maxLength: 500, nullable: true })
  lastError: string | null;

  @DateTimeField({ description: 'When it is tried next; null when it is not any more', example: null, nullable: true })
  nextAttemptAt: string | null;

  @DateTimeField({ description: 'When it happened at Stripe', example: '2026-11-22T10:00:00.000Z' })
  occurredAt: string;

  @DateTimeField({ description: 'When it came', example: '2026-11-22T10:00:01.000Z' })
  receivedAt: string;

  @DateTimeField({ description: 'When it was applied', example: '2026-11-22T10:00:02.000Z', nullable: true })
  appliedAt: string | null;
}

export class StripeEventQuery extends pageQuery({ name: 'StripeEvent', list: stripeEventList }) {
  @UuidField({ description: 'Only of this tenant', example: tenantId, optional: true })
  tenantId?: string;

  @EnumField({ description: 'Only in this state', example: 'dead', of: stripeEventState, optional: true })
  state?: StripeEventState;
}
