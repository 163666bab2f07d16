import type { AuditEntry, DomainEvent } from '#libs/kernel';
import type { Change } from './change.js';
import type { Statement } from '../statements/statement.js';

/** What is written in one transaction and published after its commit. */
export interface WriteSet {
  /** What the changes amount to, where the audit log is to say more than that something was updated. */
  readonly action?: string | undefined;
  /** Changes of entities, from which the audit log makes its own entries. */
  readonly changes: readonly Change[];
  readonly audits: readonly AuditEntry[];
  /** Includes the events of the changes. */
  readonly events: readonly DomainEvent[];
}

export interface RowReference {
  readonly table: string;
  readonly id: string;
}

/** Many rows that are written without entities, with their audit entries and events. */
export interface ManyRows {
  /** Rows and their history, in an order that satisfies foreign keys. */
  readonly statements: readonly Statement[];
  readonly audits: readonly AuditEntry[];
  readonly events: readonly DomainEvent[];
  /** What a response names: it is read again for a client that repeats its request because the response was lost. */
  readonly created?: readonly RowReference[];
}

/** Adds rows for each write set to the same transaction, and is notified after its commit. */
export interface WriteRecorder {
  /** Runs before the statements are sent. */
  prepare?(written: WriteSet): Promise<void>;
  statements(written: WriteSet): Statement[];
  committed?(written: WriteSet): void;
}

export function writeSetOf(changes: readonly Change[], action?: string): WriteSet {
  return { action, changes, audits: [], events: changes.flatMap(({ events }) => events) };
}

export function createdBy(changes: readonly Change[]): RowReference[] {
  return changes.filter(({ kind }) => kind === 'create').map(({ table, id }) => ({ table, id }));
}

export function mergeWriteSets(all: readonly WriteSet[]): WriteSet {
  return {
    changes: all.flatMap(({ changes }) => changes),
    audits: all.flatMap(({ audits }) => audits),
    events: all.flatMap(({ events }) => events),
  };
}
