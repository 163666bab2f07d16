import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';
import type { OperationStatus } from '#libs/http';
import { defineEvent, recordEvent, uuidv7 } from '#libs/kernel';
import type { OperationKind } from './operation-kind.js';

/** Somebody waits for it: whoever does background work is to look at once. */
export const operationQueued = defineEvent<{ kind: string }>('operation.queued', 'operation');

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
    requestId: p.string().nullable(),
    attempts: p.integer(),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
    expiresAt: p.datetime().nullable(),
    dueAt: p.datetime().nullable(),
    lease: p.uuid().nullable(),
  },
});

/** For who asked, who may be away for a while. */
export const DAYS_KEPT = 30;
const DAY = 86_400_000;

/** Long work that somebody has asked for. Who runs it writes by statements of their own (`*.writes.ts`). */
export class Operation extends OperationSchema.class {
  static queued<Input extends object>(
    { name }: OperationKind<Input, object>,
    input: Input,
    { requestedBy, requestId }: { requestedBy: string | null; requestId: string },
  ): Operation {
    const operation = Object.assign(new Operation(), {
      id: uuidv7(),
      kind: name,
      status: 'queued' as const,
      progress: 0,
      input,
      requestedBy,
      requestId,
      attempts: 0,
    });
    recordEvent(operation, operationQueued.create(operation.id, { kind: name }));
    return operation;
  }

  /** What a run commits from now on is refused; what it has committed stays. */
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
