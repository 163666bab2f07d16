import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { auditStatement } from '#libs/audit';
import { AppConfig } from '#libs/config';
import { UnitOfWork, type Statement } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { RefreshToken } from '../../sessions/domain/refresh-token.entity.js';
import { confirmedBy, type SignInPlace } from '../../sessions/domain/session-life.js';
import { Session } from '../../sessions/domain/session.entity.js';
import { User } from '../../people/domain/user.entity.js';
import { UserTokenService } from '../../sessions/application/access-token.service.js';
import { RefreshSecrets } from '../../sessions/application/refresh-secrets.js';
import {
  SessionChain,
  type Principal,
  type SignInKind,
  type TokenPair,
} from '../../sessions/application/session-chain.js';
import { sessionRows } from '../../sessions/application/session-rows.writes.js';
import { recordUserSignIn } from '../../sessions/application/sign-in.writes.js';

const kind: SignInKind<Session> = {
  session: Session,
  token: RefreshToken,
  principal: User,
  open: (userId, place) => Session.open(userId, place),
  principalOf: ({ userId }) => userId,
};

function recordedSignIn({ id, authVersion }: Principal, place: SignInPlace, newHash: string | null): Statement[] {
  const { schema } = currentTenant();
  const entry = { action: 'login', resourceType: 'user', resourceId: id, userId: id, ...confirmedBy(place) };
  return [recordUserSignIn(schema, { id, authVersion, at: place.at, newHash }), auditStatement(schema, [entry])];
}

/** Sessions of the current tenant's users. */
@Injectable()
export class UserSessionService extends SessionChain<Session> {
  constructor(
    em: EntityManager,
    unitOfWork: UnitOfWork,
    private readonly tokens: UserTokenService,
    { secrets }: AppConfig,
  ) {
    super(em, unitOfWork, new RefreshSecrets('fprt_', secrets.jwt), kind);
  }

  start(user: Principal, place: SignInPlace, newHash: string | null): Promise<TokenPair> {
    return this.open(user, currentTenant().id, place, ...recordedSignIn(user, place, newHash));
  }

  /** The first session of a new tenant, to be written in the transaction that makes it. */
  first(
    user: Principal,
    place: SignInPlace,
  ): { readonly tokens: TokenPair; readonly statements: readonly Statement[] } {
    const { id, schema } = currentTenant();
    const { session, token, tokens } = this.prepare(user, id, place);
    return { tokens, statements: [...sessionRows(schema, session, token), ...recordedSignIn(user, place, null)] };
  }

  end(sessionId: string, at: Date): Promise<void> {
    const entry = { action: 'logout', resourceType: 'session', resourceId: sessionId };
    return this.signOut(sessionId, at, auditStatement(currentTenant().schema, [entry]));
  }

  protected accessToken({ id: sessionId }: Session, { id: userId, authVersion }: Principal): string {
    return this.tokens.issue({ userId, sessionId, tenantId: currentTenant().id, authVersion });
  }

  protected reuseEntry({ id, userId }: Session): Statement {
    const session = { resourceType: 'session', resourceId: id };
    return auditStatement(currentTenant().schema, [{ action: 'refresh_token_reused', ...session, after: { userId } }]);
  }
}
