import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  Example,
  IntegerField,
  items,
  pageQuery,
  SecretField,
  StringField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { webhookList } from '../application/webhook.queries.js';
import { eventType } from '../../messages/http/event-type.js';

const MOST_TYPES = 100;
const DAY_SECONDS = 24 * 60 * 60;

@ApiSchema({ name: 'Webhook' })
export class WebhookDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b881' })
  id: string;

  @StringField({
    description:
      'Where events are sent by POST: an https address of a public host, without user name, password and fragment',
    example: 'https://hooks.example.com/fieldpilot',
    maxLength: 2_000,
  })
  url: string;

  @StringField({ description: 'What it is for', example: 'Data warehouse', maxLength: 500, nullable: true })
  description: string | null;

  @ArrayField({
    description: 'Types of the events that are sent; null for all, also those of later releases',
    example: ['work_order.completed', 'work_order.created'],
    of: items.oneOf(eventType),
    minItems: 1,
    maxItems: MOST_TYPES,
    unique: true,
    nullable: true,
  })
  eventTypes: string[] | null;

  @SecretField({
    description:
      'The secret by which the receiver checks signatures: in the answer that makes it, and never again; null in all others, also when that request is repeated',
    example: 'whsec_2gUkrZhKcxsTTyTsnk9fVqSsJt2Y5Wjv0mJ3sY7cWbA=',
    maxLength: 100,
    nullable: true,
  })
  secret: string | null;

  @DateTimeField({
    description: 'Until when everything is signed with the secret before as well; null for never',
    example: null,
    nullable: true,
  })
  previousSecretUntil: string | null;

  @BooleanField({ description: 'Whether events are sent there', example: true })
  isActive: boolean;

  @StringField({
    description: 'Why it was disabled, where nobody did so',
    example: null,
    maxLength: 500,
    nullable: true,
  })
  disabledReason: string | null;

  @UuidField({ description: 'Who added it', example: demoIds.admin, nullable: true })
  createdById: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'Last change', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'WebhookHealth' })
export class WebhookHealthDto {
  @DateTimeField({ description: 'Since when nothing arrives; null where all is well', example: null, nullable: true })
  failingSince: string | null;

  @IntegerField({ description: 'Attempts that failed since then', example: 0, min: 0 })
  consecutiveFailures: number;

  @IntegerField({ description: 'Deliveries that have not arrived and are still tried', example: 0, min: 0 })
  waiting: number;
}

@ApiSchema({ name: 'CreateWebhook' })
export class CreateWebhookDto extends IntersectionType(
  PickType(WebhookDto, ['url']),
  PartialType(PickType(WebhookDto, ['description', 'eventTypes'])),
) {}

@ApiSchema({ name: 'UpdateWebhook' })
@Example({ eventTypes: ['work_order.completed'] })
export class UpdateWebhookDto extends PartialType(PickType(WebhookDto, ['url', 'description', 'eventTypes'])) {}

@ApiSchema({ name: 'RotateWebhookSecret' })
export class RotateWebhookSecretDto {
  @IntegerField({
    description:
      'For how many seconds everything is signed with both secrets, so that the receiver can be given the new one; 0 ends the old one now',
    example: DAY_SECONDS,
    min: 0,
    max: 30 * DAY_SECONDS,
    default: DAY_SECONDS,
  })
  overlapSeconds: number;
}

export class WebhookQuery extends pageQuery({ name: 'Webhook', list: webhookList }) {
  @BooleanField({ description: 'Only those that are enabled, or only the others', example: true, optional: true })
  isActive?: boolean;
}
