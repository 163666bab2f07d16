import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { PlatformDb, PlatformUnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { Signals } from '#libs/signals';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import { endOperatorSession } from './operator-account.writes.js';
import { operatorSessionList, type OperatorSessionView } from './operator-session.queries.js';
import { operatorTwoFactor } from './operator-two-factor.queries.js';
import { ownOperatorSession } from './own-operator-session.js';

export interface OperatorTwoFactorState {
  readonly enabled: boolean;
  readonly backupCodesLeft: number;
}

/** The sign-ins of the operator who asks. */
@Injectable()
export class OwnOperatorService {
  constructor(
    private readonly db: PlatformDb,
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  async twoFactor(): Promise<OperatorTwoFactorState> {
    const row = await this.db.one(operatorTwoFactor, { operatorId: ownOperatorSession().operatorId });
    if (!row) throw notFound();
    return { enabled: row.enabled, backupCodesLeft: Number(row.backupCodesLeft) };
  }

  sessions(request: ListRequest): Promise<Page<OperatorSessionView>> {
    const { operatorId } = ownOperatorSession();
    return this.db.pageOfAll(operatorSessionList, { ...request, filters: { ...request.filters, operatorId } });
  }

  /** @throws 404 for one that is somebody else's, or has ended */
  async endSession(sessionId: string): Promise<void> {
    const { operatorId } = ownOperatorSession();
    const entry = { action: 'logout', resourceType: 'operator_session', resourceId: sessionId };
    await this.unitOfWork.transactional(async () => {
      const end = endOperatorSession.bind('public', { operatorId, sessionId, at: this.clock.now() });
      const [ended] = await this.unitOfWork.execute(end);
      if (ended!.rowCount === 0) throw notFound();
      await this.unitOfWork.execute(auditStatement('public', [entry]));
    });
    await this.signals.send(SESSIONS, sessionId);
  }
}
