import { Injectable } from '@nestjs/common';
import { ManagedTenantsFacade } from '#contexts/tenancy';
import { AuditLog, auditStatement } from '#libs/audit';
import { PlatformUnitOfWork } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { giveReason } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import { endImpersonation } from './impersonation.writes.js';

interface Ended {
  readonly tenant_id: string;
  readonly user_id: string;
}

@Injectable()
export class ImpersonationEndService {
  constructor(
    private readonly tenants: ManagedTenantsFacade,
    private readonly platform: PlatformUnitOfWork,
    private readonly audit: AuditLog,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** From the next request on its token is worthless. @throws 404 for one that is over */
  async end(id: string, reason: string): Promise<void> {
    giveReason(reason);
    const { tenant_id: tenantId, user_id: userId } = await this.endRow(id);
    await this.signals.send(SESSIONS, id);
    await this.tenants.lookAt(tenantId, { resourceType: 'user', resourceId: userId }, async (isReadable) => {
      if (isReadable) await this.audit.record(ending(id, userId));
    });
  }

  private endRow(id: string): Promise<Ended> {
    return this.platform.transactional(async () => {
      const [result] = await this.platform.execute(endImpersonation.bind('public', { id, at: this.clock.now() }));
      const ended = result!.rows[0] as unknown as Ended | undefined;
      if (!ended) throw notFound();
      const entry = { ...ending(id, ended.user_id), tenantId: ended.tenant_id };
      await this.platform.execute(auditStatement('public', [entry]));
      return ended;
    });
  }
}

function ending(sessionId: string, userId: string) {
  return { action: 'end_impersonation', resourceType: 'user', resourceId: userId, after: { sessionId } };
}
