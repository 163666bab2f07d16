import { Injectable } from '@nestjs/common';
import { isoUtc, PlatformDb } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import type { Actor } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { invalidToken } from '../../sessions/domain/auth.errors.js';
import type { KnownToken } from '../../sessions/application/access-token.service.js';
import { LiveSessions, SESSIONS } from '../../sessions/application/live-sessions.js';
import { liveOperatorSession } from '../../sessions/application/sign-in.queries.js';
import { permissionsOfOperator } from '../domain/operator-roles.js';

export interface SignedInOperator {
  readonly actor: Actor;
}

interface LiveOperatorSession {
  readonly userId: string;
  readonly sessionId: string;
  readonly authVersion: number;
  readonly who: SignedInOperator;
}

/** Operators by their access tokens. */
@Injectable()
export class OperatorAuthenticationService {
  private readonly sessions: LiveSessions<LiveOperatorSession>;

  constructor(
    private readonly db: PlatformDb,
    private readonly clock: Clock,
    signals: Signals,
  ) {
    this.sessions = new LiveSessions(signals);
    signals.on(SESSIONS, this.sessions);
  }

  /** @throws 401 `auth.invalid_token` */
  async authenticate(known: KnownToken): Promise<SignedInOperator> {
    const recent = this.sessions.recent(known.sessionKey);
    const live = recent === undefined ? await this.loadSession(known) : recent;
    if (!live || live.authVersion !== known.authVersion) throw refuse(invalidToken);
    return live.who;
  }

  private loadSession({ sessionId, sessionKey }: KnownToken): Promise<LiveOperatorSession | null> {
    return this.sessions.load(sessionKey, async () => {
      const row = await this.db.one(liveOperatorSession, { sessionId, at: this.clock.now() });
      if (!row) return null;
      const { id, role, auth_version: authVersion } = row;
      const permissions = permissionsOfOperator(role);
      const authenticatedAt = new Date(isoUtc(row.authenticated_at));
      const actor = { kind: 'operator' as const, id, permissions, sessionId, authenticatedAt };
      return { userId: id, sessionId, authVersion, who: { actor } };
    });
  }
}
