import { announcedEvents, EXAMPLE_ID, payloadSchema, type AnnouncedEvent } from '#libs/kernel';
import { sampleOf, type Schemas } from './sample.js';

const answered = {
  '2XX': {
    description:
      'Any of these says that the event has arrived. Every other answer, or none in time, has it sent again.',
  },
  '410': { description: 'Says that nothing is to be sent there any more: the webhook is disabled.' },
};

const header = (name: string, description: string, example: string): object => ({
  in: 'header',
  name,
  required: true,
  description,
  schema: { type: 'string' },
  example,
});

/** Written out in each event: generators of Go have no type for a parameter that webhooks alone refer to. */
const headers = [
  header(
    'webhook-id',
    'Id of the event, the same at each attempt: whoever has seen it has the event already',
    EXAMPLE_ID,
  ),
  header(
    'webhook-timestamp',
    'When this attempt was made, in seconds since 1970: refuse what is older than five minutes',
    '1795341600',
  ),
  header(
    'webhook-signature',
    'Signatures by the secrets of the webhook, separated by spaces, as Standard Webhooks 1.0 has them',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
];

/** What is sent to webhooks, by type of event: one operation of theirs for each. */
export function eventWebhooks(schemas: Schemas): Record<string, object> {
  return Object.fromEntries(announcedEvents().map((event) => [event.type, { post: operationFor(event, schemas) }]));
}

/** Schemas of all events, and of their payloads. */
export function eventSchemas(): Schemas {
  const entries = announcedEvents().flatMap((event): [string, object][] => [
    [eventName(event), envelopeSchema(event)],
    [dataName(event), { description: `What ${event.type} tells`, ...payloadSchema(event.payload) }],
  ]);
  return Object.fromEntries(entries);
}

function operationFor(event: AnnouncedEvent, schemas: Schemas): object {
  const name = eventName(event);
  const schema = { $ref: `#/components/schemas/${name}` };
  return {
    operationId: `receive${name}`,
    summary: event.type,
    description: event.description,
    tags: ['Events'],
    security: [],
    parameters: headers,
    requestBody: {
      required: true,
      content: { 'application/json': { schema, example: sampleOf(schema, schemas) } },
    },
    responses: answered,
  };
}

function envelopeSchema(event: AnnouncedEvent): Schemas[string] {
  const { type, version, aggregateType, description } = event;
  const text = (about: string, more: object) => ({ type: 'string', description: about, ...more });
  const properties = {
    id: text('Id of the event', { format: 'uuid' }),
    type: text('What has happened', { const: type }),
    dataVersion: { type: 'integer', format: 'int32', description: 'Version of `data`', const: version },
    timestamp: text('When it happened', { format: 'date-time' }),
    resourceType: text('Kind of what it happened to', { const: aggregateType }),
    resourceId: text('Id of that', { format: 'uuid' }),
    data: {
      description: 'What the event tells, as it was at that moment',
      allOf: [{ $ref: `#/components/schemas/${dataName(event)}` }],
    },
  };
  return { type: 'object', description, properties, required: Object.keys(properties) } as Schemas[string];
}

const eventName = ({ type }: AnnouncedEvent): string =>
  `${type.replace(/(^|[._])(\w)/g, (_, __, letter: string) => letter.toUpperCase())}Event`;
const dataName = (event: AnnouncedEvent): string => `${eventName(event)}Data`;
