import type { AuditEntry, DomainEvent } from '#libs/kernel';
import type { Change } from './change.js';
import type { Statement } from './statement.js';

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

/** Many rows that are written without entities, with their audit entries and events. */
export interface ManyRows {
  /** Rows and their history, in an order that satisfies foreign keys. */
  readonly statements: readonly Statement[];
  readonly audits: readonly AuditEntry[];
  readonly events: readonly DomainEvent[];
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

export function mergeWriteSets(all: readonly WriteSet[]): WriteSet {
  return {
    changes: all.flatMap(({ changes }) => changes),
    audits: all.flatMap(({ audits }) => audits),
    events: all.flatMap(({ events }) => events),
  };
}
