import { after, REUSE_GRACE_SECONDS, REFRESH_TOKEN_SECONDS, SESSION_SECONDS } from './token-lifetimes.js';

export type SecondFactor = 'authenticator_app' | 'backup_code';

/** Where and when somebody signed in. */
export interface SignInPlace {
  readonly at: Date;
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
  /** What confirmed the password, if anything did. */
  readonly secondFactor?: SecondFactor;
  /** When all that a sign-in asks for was given last, where that is earlier. */
  readonly authenticatedAt?: Date;
}

export type RevokedReason =
  | 'signed_out'
  | 'ended_by_user'
  | 'two_factor_changed'
  | 'deactivated'
  | 'refresh_token_reused'
  | 'password_changed'
  | 'password_reset';

export interface SessionLife {
  expiresAt: Date;
  revokedAt?: Date | null;
  revokedReason?: string | null;
  lastSeenAt: Date;
}

export interface RefreshTokenLife {
  expiresAt: Date;
  usedAt?: Date | null;
  revokedAt?: Date | null;
}

const MAX_USER_AGENT = 500;

/** For the audit entry of the sign-in. */
export function confirmedBy({ secondFactor }: SignInPlace) {
  return secondFactor === undefined ? {} : { after: { secondFactor } };
}

export function openedAt({ at, ip, userAgent, authenticatedAt = at }: SignInPlace) {
  return {
    ipAddress: ip ?? null,
    userAgent: userAgent?.slice(0, MAX_USER_AGENT) ?? null,
    authenticatedAt,
    lastSeenAt: at,
    expiresAt: after(at, SESSION_SECONDS),
  };
}

export function isOpen(session: SessionLife, at: Date): boolean {
  return !session.revokedAt && session.expiresAt > at;
}

export function revokeSession(session: SessionLife, reason: RevokedReason, at: Date): void {
  session.revokedAt ??= at;
  session.revokedReason ??= reason;
}

/** A refresh token lives no longer than its session. */
export function refreshTokenEnd(session: SessionLife, at: Date): Date {
  const end = after(at, REFRESH_TOKEN_SECONDS);
  return end < session.expiresAt ? end : session.expiresAt;
}

/**
 * The verdict on a refresh token. `fresh`: it gets a successor. `repeated`: it gets the successor that it has already, so that requests
 * at the same time share one. `reused`: it was used before and comes again too late, so it was stolen.
 */
export function judgeRefresh(
  token: RefreshTokenLife,
  session: SessionLife,
  at: Date,
): 'fresh' | 'repeated' | 'reused' | 'dead' {
  if (token.revokedAt || token.expiresAt <= at || !isOpen(session, at)) return 'dead';
  if (!token.usedAt) return 'fresh';
  return at <= after(token.usedAt, REUSE_GRACE_SECONDS) ? 'repeated' : 'reused';
}
