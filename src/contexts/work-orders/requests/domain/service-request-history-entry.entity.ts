import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import type { Act, HistoryFacts } from '../../orders/domain/work-order-history-entry.entity.js';

export const ServiceRequestHistorySchema = defineEntity({
  name: 'ServiceRequestHistoryEntry',
  tableName: 'service_request_history',
  schema: '*',
  properties: {
    ...created,
    serviceRequestId: p.uuid().hidden(),
    userId: p.uuid().nullable(),
    action: p.string(),
    oldValue: p.text().nullable(),
    newValue: p.text().nullable(),
    notes: p.text().nullable(),
  },
});

/** One entry in the history of a service request; never changed. */
export class ServiceRequestHistoryEntry extends ServiceRequestHistorySchema.class {
  static of(serviceRequestId: string, { by, at }: Act, facts: HistoryFacts): ServiceRequestHistoryEntry {
    const { action, oldValue = null, newValue = null, notes = null } = facts;
    const columns = { id: uuidv7(), serviceRequestId, userId: by, action, oldValue, newValue, notes, createdAt: at };
    return Object.assign(new ServiceRequestHistoryEntry(), columns);
  }
}
ServiceRequestHistorySchema.setClass(ServiceRequestHistoryEntry);

/** Stored outside the entity, like its events, because the ORM maps every property of an entity. */
const pending = new WeakMap<object, ServiceRequestHistoryEntry[]>();

export function noteRequestHistory(request: { readonly id: string }, act: Act, facts: HistoryFacts): void {
  const entries = pending.get(request) ?? [];
  pending.set(request, [...entries, ServiceRequestHistoryEntry.of(request.id, act, facts)]);
}

/** Returns and clears the pending entries, to commit them together with the request. */
export function pullRequestHistory(request: object): ServiceRequestHistoryEntry[] {
  const entries = pending.get(request) ?? [];
  pending.delete(request);
  return entries;
}
