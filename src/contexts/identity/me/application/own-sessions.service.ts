import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { UserAccessService } from '../../people/application/user-access.service.js';
import { openSession, sessionList, type SessionView } from '../../sessions/application/session.queries.js';
import { UserSessionService } from '../../sign-in/application/user-session.service.js';
import { signedInUser } from './signed-in-user.js';

/** Where the caller is signed in. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: UserSessionService,
    private readonly access: UserAccessService,
    private readonly clock: Clock,
  ) {}

  list(request: ListRequest): Promise<Page<SessionView>> {
    return this.db.page(sessionList, request, { fixedFilters: { userId: signedInUser().id } });
  }

  /** Its tokens are worthless from the next request on. @throws 404 also for a session of somebody else, or one that is over */
  async end(id: string): Promise<void> {
    const { id: userId } = signedInUser();
    const at = this.clock.now();
    if (!(await this.db.one(openSession, { id, userId, at }))) throw notFound();
    await this.sessions.end(id, at);
    await this.access.changed(userId);
  }

  /** All but the one that asks. */
  async endOthers(): Promise<void> {
    const { id, sessionId = null } = signedInUser();
    const entry = { action: 'logout_elsewhere', resourceType: 'user', resourceId: id };
    await this.unitOfWork.transactional(async () => {
      await this.access.endSessions({ id }, 'ended_by_user', sessionId);
      await this.unitOfWork.execute(auditStatement(currentTenant().schema, [entry]));
    });
    await this.access.changed(id);
  }
}
