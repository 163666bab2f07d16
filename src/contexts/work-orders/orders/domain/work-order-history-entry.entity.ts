import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';

export const WorkOrderHistorySchema = defineEntity({
  name: 'WorkOrderHistoryEntry',
  tableName: 'task_history',
  schema: '*',
  properties: {
    ...created,
    workOrderId: p.uuid().fieldName('task_id').hidden(),
    userId: p.uuid().nullable(),
    action: p.string(),
    oldValue: p.text().nullable(),
    newValue: p.text().nullable(),
    notes: p.text().nullable(),
  },
});

/** Who did something, and when. */
export interface Act {
  /** A user's id; null when the system acts. */
  readonly by: string | null;
  readonly at: Date;
}

export interface HistoryFacts {
  /** created, assigned, started …, or `<field>_changed`. */
  readonly action: string;
  readonly oldValue?: string | null;
  readonly newValue?: string | null;
  readonly notes?: string | null;
}

/** One entry in the history of a work order; never changed. */
export class WorkOrderHistoryEntry extends WorkOrderHistorySchema.class {
  static of(workOrderId: string, { by, at }: Act, facts: HistoryFacts): WorkOrderHistoryEntry {
    const { action, oldValue = null, newValue = null, notes = null } = facts;
    const entry = new WorkOrderHistoryEntry();
    const columns = { id: uuidv7(), workOrderId, userId: by, action, oldValue, newValue, notes, createdAt: at };
    return Object.assign(entry, columns);
  }
}
WorkOrderHistorySchema.setClass(WorkOrderHistoryEntry);

/** Stored outside the entity, like its events, because the ORM maps every property of an entity. */
const pending = new WeakMap<object, WorkOrderHistoryEntry[]>();

export function noteHistory(workOrder: { readonly id: string }, act: Act, facts: HistoryFacts): void {
  const entries = pending.get(workOrder) ?? [];
  pending.set(workOrder, [...entries, WorkOrderHistoryEntry.of(workOrder.id, act, facts)]);
}

/** Returns and clears the pending entries, to commit them together with the work order. */
export function pullHistory(workOrder: object): WorkOrderHistoryEntry[] {
  const entries = pending.get(workOrder) ?? [];
  pending.delete(workOrder);
  return entries;
}
