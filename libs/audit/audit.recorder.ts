import { JsonType } from '@mikro-orm/core';
import { metadataOf, type Change, type Statement, type WriteRecorder, type WriteSet } from '#libs/database';
import type { AuditEntry } from '#libs/kernel';
import { auditStatement } from './audit-entry.js';

type Row = Readonly<Record<string, unknown>>;

/**
 * Adds one row for each changed aggregate and each given entry to the transaction. Entities without a version are skipped, since they
 * belong to an aggregate or are a log themselves.
 */
export class AuditRecorder implements WriteRecorder {
  constructor(private readonly currentSchema: () => string) {}

  statements({ action, changes, audits }: WriteSet): Statement[] {
    const entries = [...changes.filter(isAggregate).map((change) => entryOf(change, action)), ...audits];
    return entries.length === 0 ? [] : [auditStatement(this.currentSchema(), entries)];
  }
}

function entryOf({ kind, entity, id, before, after }: Change, action: string = kind): AuditEntry {
  const shown = (row: Row): Row => withParsedJson(entity, row);
  const values =
    kind === 'create' ? { after: shown(withoutNulls(after)) } : { before: shown(before), after: shown(after) };
  return { action, resourceType: resourceTypeOf(entity), resourceId: id, ...values };
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

function withoutNulls(values: Row): Row {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

/** JSON comes as the text that is written to the database; the log keeps it as what it says. */
function withParsedJson(entity: object, row: Row): Row {
  const { properties } = metadataOf(entity);
  const isJson = (name: string): boolean => properties[name as never]?.customType instanceof JsonType;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && isJson(name) ? JSON.parse(value) : value,
    ]),
  );
}
