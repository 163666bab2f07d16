// Past the unit of work: the entries were written with the change itself, and are copied as they are.
import { insertRows, type Statement } from '#libs/database';
import { changesOfAccount } from '../domain/copied-changes.js';
import type { recentEntriesOfTenant } from './audit-copy.queries.js';

const columns = {
  id: 'uuid',
  user_id: 'uuid',
  actor_kind: 'varchar',
  actor_id: 'uuid',
  actor_name: 'varchar',
  action: 'varchar',
  resource_type: 'varchar',
  resource_id: 'uuid',
  request_id: 'varchar',
  ip_address: 'inet',
  user_agent: 'text',
  changes: 'jsonb',
  created_at: 'timestamptz',
} as const;

/** Those that are there already stay. */
export function insertCopies(schema: string, entries: readonly (typeof recentEntriesOfTenant.row)[]): Statement {
  const insert = insertRows(schema, 'audit_logs', columns, entries.map(rowOf));
  const { name: _, text, ...rest } = insert;
  return { ...rest, text: `${text} on conflict (id) do nothing` };
}

function rowOf({ actor_kind, actor_id, changes, resource_type, ...entry }: typeof recentEntriesOfTenant.row) {
  const isUser = actor_kind === 'user';
  const shown = changes && resource_type === 'tenant' ? changesOfAccount(changes) : changes;
  const actor = { actor_kind, user_id: isUser ? actor_id : null, actor_id: isUser ? null : actor_id };
  return { ...entry, ...actor, resource_type, changes: shown && JSON.stringify(shown) };
}
