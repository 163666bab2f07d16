import type { AuditEntry, DomainEvent } from '#libs/kernel';
import type { Change } from './change.js';
import type { Statement } from './statement.js';

/** What is written together and told of once it is committed. */
export interface Written {
  /** Of entities; the audit log tells of them by itself. */
  readonly changes: readonly Change[];
  readonly audits: readonly AuditEntry[];
  /** Those of the changes included. */
  readonly events: readonly DomainEvent[];
}

/** Many rows without entities, with all that belongs to them. */
export interface ManyRows {
  /** Rows and their history; what is referred to comes first. */
  readonly statements: readonly Statement[];
  readonly audits: readonly AuditEntry[];
  readonly events: readonly DomainEvent[];
}

/** Adds the rows that belong to all that is written, in the same transaction, and is told when it has been committed. */
export interface WriteRecorder {
  /** Runs before anything is sent. */
  prepare?(written: Written): Promise<void>;
  statements(written: Written): Statement[];
  committed?(written: Written): void;
}

export function writtenBy(changes: readonly Change[]): Written {
  return { changes, audits: [], events: changes.flatMap(({ events }) => events) };
}

export function together(all: readonly Written[]): Written {
  return {
    changes: all.flatMap(({ changes }) => changes),
    audits: all.flatMap(({ audits }) => audits),
    events: all.flatMap(({ events }) => events),
  };
}
