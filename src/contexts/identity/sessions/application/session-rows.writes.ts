// Past the unit of work: the rows are written by the migrator's connection, in the transaction that makes their schema.
import { insertRows, type Statement } from '#libs/database';
import type { RefreshToken } from '../domain/refresh-token.entity.js';
import type { Session } from '../domain/session.entity.js';

const sessionColumns = {
  id: 'uuid',
  user_id: 'uuid',
  ip_address: 'inet',
  user_agent: 'text',
  authenticated_at: 'timestamptz',
  last_seen_at: 'timestamptz',
  expires_at: 'timestamptz',
};

const tokenColumns = {
  id: 'uuid',
  session_id: 'uuid',
  family_id: 'uuid',
  token_hash: 'varchar',
  expires_at: 'timestamptz',
};

export type NewSession = Pick<
  Session,
  'id' | 'userId' | 'ipAddress' | 'userAgent' | 'authenticatedAt' | 'lastSeenAt' | 'expiresAt'
>;
export type NewRefreshToken = Pick<RefreshToken, 'id' | 'sessionId' | 'familyId' | 'tokenHash' | 'expiresAt'>;

/** A session with its first refresh token. */
export function sessionRows(schema: string, session: NewSession, token: NewRefreshToken): Statement[] {
  const sessionRow = {
    id: session.id,
    user_id: session.userId,
    ip_address: session.ipAddress,
    user_agent: session.userAgent,
    authenticated_at: session.authenticatedAt,
    last_seen_at: session.lastSeenAt,
    expires_at: session.expiresAt,
  };
  const tokenRow = {
    id: token.id,
    session_id: token.sessionId,
    family_id: token.familyId,
    token_hash: token.tokenHash,
    expires_at: token.expiresAt,
  };
  return [
    insertRows(schema, 'sessions', sessionColumns, [sessionRow]),
    insertRows(schema, 'refresh_tokens', tokenColumns, [tokenRow]),
  ];
}
