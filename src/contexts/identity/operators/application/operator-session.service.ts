import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { AppConfig } from '#libs/config';
import { PlatformEntityManager, PlatformUnitOfWork, type Statement } from '#libs/database';
import { OperatorRefreshToken } from '../domain/operator-refresh-token.entity.js';
import { OperatorSession } from '../domain/operator-session.entity.js';
import { Operator } from '../domain/operator.entity.js';
import { confirmedBy, type SignInPlace } from '../../sessions/domain/session-life.js';
import { OperatorTokenService } from '../../sessions/application/access-token.service.js';
import { RefreshSecrets } from '../../sessions/application/refresh-secrets.js';
import {
  SessionChain,
  type Principal,
  type SignInKind,
  type TokenPair,
} from '../../sessions/application/session-chain.js';
import { recordOperatorSignIn } from '../../sessions/application/sign-in.writes.js';

const kind: SignInKind<OperatorSession> = {
  session: OperatorSession,
  token: OperatorRefreshToken,
  principal: Operator,
  open: (operatorId, place) => OperatorSession.open(operatorId, place),
  principalOf: ({ operatorId }) => operatorId,
};

/** Operators belong to no tenant; their refresh tokens contain this id, which no tenant has. */
export const NO_TENANT = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class OperatorSessionService extends SessionChain<OperatorSession> {
  constructor(
    em: PlatformEntityManager,
    unitOfWork: PlatformUnitOfWork,
    private readonly tokens: OperatorTokenService,
    { secrets }: AppConfig,
  ) {
    super(em, unitOfWork, new RefreshSecrets('fpot_', secrets.jwt), kind);
  }

  start(operator: Principal, place: SignInPlace, newHash: string | null): Promise<TokenPair> {
    const signIn = recordOperatorSignIn.bind('public', { id: operator.id, at: place.at, newHash });
    const entry = { action: 'login', resourceType: 'operator', resourceId: operator.id, ...confirmedBy(place) };
    return this.open(operator, NO_TENANT, place, signIn, auditStatement('public', [entry]));
  }

  end(sessionId: string, at: Date): Promise<void> {
    const entry = { action: 'logout', resourceType: 'operator_session', resourceId: sessionId };
    return this.signOut(sessionId, at, auditStatement('public', [entry]));
  }

  protected accessToken({ id: sessionId }: OperatorSession, { id: userId, authVersion }: Principal): string {
    return this.tokens.issue({ userId, sessionId, authVersion });
  }

  protected reuseEntry({ id, operatorId }: OperatorSession): Statement {
    const session = { resourceType: 'operator_session', resourceId: id };
    return auditStatement('public', [{ action: 'refresh_token_reused', ...session, after: { operatorId } }]);
  }
}
