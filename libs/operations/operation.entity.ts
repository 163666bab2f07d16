import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';
import type { OperationStatus } from '#libs/http';
import { defineInternalEvent, recordEvent, uuidv7 } from '#libs/kernel';
import type { OperationKind } from './operation-kind.js';

/** Somebody waits for it, so background processes look at once. */
export const operationQueued = defineInternalEvent<{ kind: string }>('operation.queued', 'operation');

export const OperationSchema = defineEntity({
  name: 'Operation',
  tableName: 'operations',
  schema: '*',
  properties: {
    ...versioned,
    kind: p.string(),
    status: p.string().$type<OperationStatus>(),
    progress: p.integer(),
    input: p.json().$type<object>(),
    result: p.json().$type<object>().nullable(),
    error: p.json().$type<object>().nullable(),
    requestedBy: p.uuid().nullable(),
    apiKeyId: p.uuid().nullable(),
    requestId: p.string().nullable(),
    attempts: p.integer(),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
    expiresAt: p.datetime().nullable(),
    dueAt: p.datetime().nullable(),
    lease: p.uuid().nullable(),
  },
});

/** So that a user who is away for a while still finds the result. */
export const DAYS_KEPT = 30;
const DAY = 86_400_000;

interface Requester {
  readonly requestedBy: string | null;
  /** The key by which a program asked in that user's name. */
  readonly apiKeyId: string | null;
  readonly requestId: string;
}

/** Long work that a user has started. Its runs write by statements (`*.writes.ts`), not by this entity. */
export class Operation extends OperationSchema.class {
  static queued<Input extends object>(
    { name }: OperationKind<Input, object>,
    input: Input,
    { requestedBy, apiKeyId, requestId }: Requester,
  ): Operation {
    const operation = Object.assign(new Operation(), {
      id: uuidv7(),
      kind: name,
      status: 'queued' as const,
      progress: 0,
      input,
      requestedBy,
      apiKeyId,
      requestId,
      attempts: 0,
    });
    recordEvent(operation, operationQueued.create(operation.id, { kind: name }));
    return operation;
  }

  /** Nothing that a run commits from now on is accepted; what it has committed stays. */
  cancel(at: Date): void {
    this.status = 'canceled';
    this.finishedAt = at;
    this.expiresAt = new Date(at.getTime() + DAYS_KEPT * DAY);
    this.dueAt = null;
    this.lease = null;
  }
}
OperationSchema.setClass(Operation);

export const operationEntities = { platform: [], tenant: [OperationSchema] };
