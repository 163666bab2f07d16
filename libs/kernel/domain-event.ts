import { uuidv7 } from './uuid.js';

/** Something that happened, named in the past tense. It contains ids and immutable values, never entities. */
export interface DomainEvent<P extends object = object> {
  readonly id: string;
  /** `<aggregate>.<past participle>`, such as `work_order.completed`. */
  readonly type: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly occurredAt: Date;
  readonly payload: P;
}

export interface EventType<P extends object> {
  readonly type: string;
  readonly aggregateType: string;
  create(aggregateId: string, payload: P): DomainEvent<P>;
}

export function defineEvent<P extends object>(type: string, aggregateType: string): EventType<P> {
  return {
    type,
    aggregateType,
    create: (aggregateId, payload) => ({
      id: uuidv7(),
      type,
      aggregateType,
      aggregateId,
      occurredAt: new Date(),
      payload,
    }),
  };
}
