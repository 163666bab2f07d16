import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  DateTimeField,
  EnumField,
  IntegerField,
  items,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { deliveryList } from '../application/webhook-delivery.queries.js';
import type { DeliveryStatus } from '../domain/delivery-status.js';
import { eventType } from '../../messages/http/event-type.js';
import { deliveryStatus } from './webhook-enumerations.js';

@ApiSchema({ name: 'WebhookDelivery' })
export class WebhookDeliveryDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b882' })
  id: string;

  @UuidField({ description: 'Webhook', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b881' })
  webhookId: string;

  @UuidField({
    description: 'Event, sent as webhook-id: the same at each attempt and in replays',
    example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b883',
  })
  eventId: string;

  @EnumField({ description: 'What has happened', example: 'webhook.pinged', of: eventType })
  eventType: string;

  @EnumField({ description: 'Status', example: 'pending', of: deliveryStatus })
  status: DeliveryStatus;

  @IntegerField({ description: 'Attempts so far', example: 0, min: 0 })
  attempts: number;

  @DateTimeField({
    description: 'When it is tried next; null when it is not any more',
    example: '2026-11-22T10:00:00.000Z',
    nullable: true,
  })
  nextAttemptAt: string | null;

  @DateTimeField({ description: 'When it was tried last', example: null, nullable: true })
  lastAttemptAt: string | null;

  @TextField({
    description: 'The body that is signed and sent',
    example: '{"id":"01980a5e-7b1c-7cc0-8f6e-2a64f0d3b883","type":"webhook.pinged","dataVersion":1}',
    maxLength: 1_000_000,
  })
  requestBody: string;

  @IntegerField({ description: 'Status of the last answer; null where none came', example: null, nullable: true })
  responseStatus: number | null;

  @TextField({
    description: 'The beginning of the last answer, at most 4,096 bytes',
    example: null,
    maxLength: 10_000,
    nullable: true,
  })
  responseBody: string | null;

  @IntegerField({ description: 'Milliseconds that the last attempt took', example: null, min: 0, nullable: true })
  durationMs: number | null;

  @StringField({ description: 'What the last attempt failed of', example: null, maxLength: 500, nullable: true })
  lastError: string | null;

  @UuidField({ description: 'The delivery that it repeats', example: null, nullable: true })
  replayOfId: string | null;

  @DateTimeField({ description: 'When it arrived', example: null, nullable: true })
  deliveredAt: string | null;

  @DateTimeField({ description: 'When it was queued', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}

export class WebhookDeliveryQuery extends pageQuery({ name: 'WebhookDelivery', list: deliveryList }) {
  @EnumField({ description: 'Status', of: deliveryStatus, example: 'dead', optional: true })
  status?: DeliveryStatus;

  @EnumField({ description: 'What has happened', of: eventType, example: 'work_order.completed', optional: true })
  eventType?: string;
}

@ApiSchema({ name: 'WebhookReplay' })
export class WebhookReplayDto {
  @DateTimeField({
    description: 'Deliveries that were queued at this time or later',
    example: '2026-11-22T10:00:00Z',
  })
  from: string;

  @DateTimeField({
    description: 'Only those that were queued before this time; without it up to now',
    example: '2026-11-22T12:00:00Z',
    optional: true,
    nullable: true,
  })
  to?: string | null;

  @ArrayField({
    description:
      'Only those of these statuses: `["dead"]` for what was given up. Those that are still tried are left out',
    example: ['dead'],
    of: items.oneOf(deliveryStatus),
    minItems: 1,
    maxItems: 4,
    unique: true,
    optional: true,
    nullable: true,
  })
  statuses?: DeliveryStatus[] | null;
}

@ApiSchema({ name: 'WebhookReplayCount' })
export class WebhookReplayCountDto {
  @IntegerField({ description: 'How many are sent again; 10,000 at most, the oldest first', example: 0, min: 0 })
  count: number;
}
