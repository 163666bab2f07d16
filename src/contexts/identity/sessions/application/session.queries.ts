import { sql } from 'kysely';
import { entityColumns, equals, tenantList, tenantQuery } from '#libs/database';
import { currentActor } from '#libs/request-context';
import type { IdentityTables } from '../../identity.tables.js';
import { SessionSchema } from '../domain/session.entity.js';

const columns = entityColumns(SessionSchema, 's', [
  'id',
  'ipAddress',
  'userAgent',
  'authenticatedAt',
  'lastSeenAt',
  'expiresAt',
  'createdAt',
]);

/** Those that still count. */
export const sessionList = tenantList<IdentityTables>()({
  name: 'sessions',
  rows: (db) =>
    db
      .selectFrom('sessions as s')
      .select(columns.select)
      .where('s.revoked_at', 'is', null)
      .where('s.impersonator_id', 'is', null)
      .where('s.expires_at', '>', sql<string>`now()`),
  id: 's.id',
  filters: { userId: equals('s.user_id') },
  sorts: { createdAt: { column: 's.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: (row) => ({ ...columns.view(row), isCurrent: isCurrent(row.id) }),
});

/** A session of the user that has not ended. */
export const openSession = tenantQuery<IdentityTables, { id: string; userId: string; at: Date }>()((db, p) =>
  db
    .selectFrom('sessions as s')
    .select('s.id')
    .where('s.id', '=', p('id'))
    .where('s.user_id', '=', p('userId'))
    .where('s.revoked_at', 'is', null)
    .where(sql<boolean>`s.expires_at > ${p('at')}::timestamptz`),
);

export type SessionView = (typeof sessionList)['row'];

function isCurrent(id: string): boolean {
  const actor = currentActor();
  return actor.kind === 'user' && actor.sessionId === id;
}
