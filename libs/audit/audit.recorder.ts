import { metadataOf, type Change, type Statement, type WriteRecorder, type WriteSet } from '#libs/database';
import type { AuditEntry } from '#libs/kernel';
import { auditStatement } from './audit-entry.js';

/**
 * Adds one row for each changed aggregate and each given entry to the transaction. Entities without a version are skipped, since they
 * belong to an aggregate or are a log themselves.
 */
export class AuditRecorder implements WriteRecorder {
  constructor(private readonly currentSchema: () => string) {}

  statements({ act, changes, audits }: WriteSet): Statement[] {
    const entries = [...changes.filter(isAggregate).map((change) => ({ ...entryOf(change), ...act })), ...audits];
    return entries.length === 0 ? [] : [auditStatement(this.currentSchema(), entries)];
  }
}

function entryOf({ kind, entity, id, before, after }: Change): AuditEntry {
  const values = kind === 'create' ? { after: withoutNulls(after) } : { before, after };
  return { action: kind, resourceType: resourceTypeOf(entity), resourceId: id, ...values };
}

function isAggregate({ entity }: Change): boolean {
  return metadataOf(entity).versionProperty !== undefined;
}

/** `WorkOrder` → `work_order`, as in the names of events and permissions. */
function resourceTypeOf(entity: object): string {
  return metadataOf(entity)
    .className.replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toLowerCase();
}

function withoutNulls(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}
