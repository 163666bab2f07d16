import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { UserTokenService } from '../../sessions/application/access-token.service.js';
import { Session } from '../../sessions/domain/session.entity.js';
import { signInPlace } from '../../sign-in/application/sign-in-place.js';
import { userToActAs } from './impersonation.queries.js';
import type { NewImpersonation } from './impersonation.writes.js';

/** The session of an operator who acts as a user, in the current tenant. It has no refresh token: it ends for good. */
@Injectable()
export class ImpersonationSessionService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: UserTokenService,
    private readonly clock: Clock,
  ) {}

  /** The version that the tokens of an active user name. @throws 404 */
  async authVersionOf(userId: string): Promise<number> {
    const user = await this.db.one(userToActAs, { id: userId });
    if (!user) throw notFound();
    return user.auth_version;
  }

  /** @returns the access token */
  async open(given: NewImpersonation, authVersion: number): Promise<string> {
    const { id: tenantId, schema } = currentTenant();
    const { id: sessionId, userId, operatorId, expiresAt } = given;
    const session = Session.impersonated({ id: sessionId, userId, operatorId, expiresAt }, signInPlace(this.clock));
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.commit(session);
      await this.unitOfWork.execute(auditStatement(schema, [beginning(given)]));
    });
    const seconds = Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / 1_000);
    return this.tokens.issue({ userId, sessionId, tenantId, authVersion }, { seconds, actedBy: operatorId });
  }
}

/** The same in both logs. */
export function beginning({ id, userId, reason, allowsChanges, expiresAt }: NewImpersonation) {
  const after = { sessionId: id, reason, allowsChanges, expiresAt: expiresAt.toISOString() };
  return { action: 'begin_impersonation', resourceType: 'user', resourceId: userId, after };
}
