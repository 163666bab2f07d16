import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EnumField,
  enumeration,
  IntegerField,
  items,
  JsonField,
  StringField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { eventType } from '../../messages/http/event-type.js';

const MOST_EVENTS = 500;

const feedStart = enumeration({
  name: 'EventFeedStart',
  description: 'Where to begin without a cursor. oldest: with what is kept. now: with what happens from now on.',
  values: ['oldest', 'now'],
});

@ApiSchema({ name: 'Event' })
export class EventDto {
  @UuidField({
    description: 'Id: whoever has seen it has the event already',
    example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b883',
  })
  id: string;

  @EnumField({ description: 'What has happened', example: 'facility.created', of: eventType })
  type: string;

  @IntegerField({ description: 'Version of `data`', example: 1, min: 1 })
  dataVersion: number;

  @DateTimeField({ description: 'When it happened', example: '2026-11-22T10:00:00.000Z' })
  timestamp: string;

  @StringField({ description: 'Kind of what it happened to', example: 'facility', maxLength: 100 })
  resourceType: string;

  @UuidField({ description: 'Id of that', example: demoIds.facility })
  resourceId: string;

  @JsonField({
    description: 'What the event tells, as it was at that moment: the section `webhooks` has a schema for each type',
    example: { name: 'Hafenblick Offices' },
  })
  data: object;
}

@ApiSchema({ name: 'EventFeed' })
export class EventFeedDto {
  @ArrayField({
    description: 'Events in the order in which they were committed',
    of: items.object(EventDto),
    maxItems: MOST_EVENTS,
  })
  events: EventDto[];

  @StringField({
    description: 'Where to go on, also when nothing has happened: send it with the next request',
    example: 'NDIuMDE5ODBhNWUtN2IxYy03Y2MwLThmNmUtMmE2NGYwZDNiMTEx',
    maxLength: 200,
  })
  cursor: string;

  @BooleanField({ description: 'Whether there is more to read at once', example: false })
  hasMore: boolean;
}

export class EventFeedQuery {
  @StringField({
    description: '`cursor` of the answer before; valid for seven days',
    optional: true,
    maxLength: 200,
    pattern: /^[\w-]+$/,
    patternDetail: 'must be the cursor of an answer',
  })
  cursor?: string;

  @EnumField({ description: 'Where to begin without a cursor', of: feedStart, default: 'oldest' })
  start: 'oldest' | 'now';

  @ArrayField({
    description: 'Only events of these types',
    example: ['work_order.created', 'work_order.completed'],
    of: items.oneOf(eventType),
    minItems: 1,
    maxItems: 100,
    optional: true,
  })
  types?: string[];

  @IntegerField({
    description: `Events at most; above ${MOST_EVENTS} counts as ${MOST_EVENTS}`,
    example: 100,
    min: 1,
    max: MOST_EVENTS,
    coerceToMax: true,
    default: 100,
  })
  limit: number;
}
