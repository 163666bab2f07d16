import { sql } from 'kysely';
import { entityColumns, equals, tenantList } from '#libs/database';
import { currentActor } from '#libs/request-context';
import type { OperatorTables } from '../../identity.tables.js';
import { OperatorSessionSchema } from '../../operators/domain/operator-session.entity.js';

const columns = entityColumns(OperatorSessionSchema, 's', [
  'id',
  'ipAddress',
  'userAgent',
  'authenticatedAt',
  'lastSeenAt',
  'expiresAt',
  'createdAt',
]);

/** Those that still count. */
export const operatorSessionList = tenantList<OperatorTables>()({
  name: 'operator sessions',
  rows: (db) =>
    db
      .selectFrom('operator_sessions as s')
      .select(columns.select)
      .where('s.revoked_at', 'is', null)
      .where('s.expires_at', '>', sql<string>`now()`),
  id: 's.id',
  filters: { operatorId: equals('s.operator_id') },
  sorts: { createdAt: { column: 's.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: (row) => ({ ...columns.view(row), isCurrent: isCurrent(row.id) }),
});

export type OperatorSessionView = (typeof operatorSessionList)['row'];

function isCurrent(id: string): boolean {
  const actor = currentActor();
  return actor.kind === 'operator' && actor.sessionId === id;
}
