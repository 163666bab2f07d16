import { announcedEvent, type DomainEvent } from '#libs/kernel';

/** An event as customers' programs receive it. */
export interface EventMessage {
  readonly id: string;
  readonly type: string;
  readonly dataVersion: number;
  readonly timestamp: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly data: object;
}

export function eventMessage({ id, type, aggregateType, aggregateId, occurredAt, payload }: DomainEvent): EventMessage {
  const dataVersion = announcedEvent(type)?.version ?? 1;
  const resource = { resourceType: aggregateType, resourceId: aggregateId };
  return { id, type, dataVersion, timestamp: occurredAt.toISOString(), ...resource, data: payload };
}

/** What is signed and sent: the members in the order of the document, which the database does not keep. */
export function messageBody(message: Partial<EventMessage>): string {
  const { id, type, dataVersion, timestamp, resourceType, resourceId, data } = message;
  return JSON.stringify({ id, type, dataVersion, timestamp, resourceType, resourceId, data });
}
