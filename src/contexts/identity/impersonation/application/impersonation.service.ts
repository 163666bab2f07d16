import { Injectable } from '@nestjs/common';
import { ManagedTenantsFacade, TenancyFacade } from '#contexts/tenancy';
import { PlatformDb, PlatformUnitOfWork } from '#libs/database';
import { Clock, notFound, refuse, uuidv7 } from '#libs/kernel';
import { giveReason, runInTenant } from '#libs/request-context';
import { ownOperatorSession } from '../../operator-account/application/own-operator-session.js';
import { after } from '../../sessions/domain/token-lifetimes.js';
import { impersonationForbidden } from '../domain/impersonation.errors.js';
import { beginning, ImpersonationSessionService } from './impersonation-session.service.js';
import { operatorToAct } from './impersonation.queries.js';
import { insertImpersonation, type NewImpersonation } from './impersonation.writes.js';

export interface ImpersonationRequest {
  readonly userId: string;
  readonly reason: string;
  readonly minutes: number;
  readonly allowsChanges: boolean;
}

export interface ImpersonationView {
  readonly id: string;
  readonly userId: string;
  readonly allowsChanges: boolean;
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly expiresAt: string;
}

/** Lets an operator act as a user of a tenant for a while. The logs of both sides tell of it, and of all that is done meanwhile. */
@Injectable()
export class ImpersonationService {
  constructor(
    private readonly tenants: ManagedTenantsFacade,
    private readonly tenancy: TenancyFacade,
    private readonly db: PlatformDb,
    private readonly platform: PlatformUnitOfWork,
    private readonly sessions: ImpersonationSessionService,
    private readonly clock: Clock,
  ) {}

  /** @throws 403 `impersonation.forbidden`, 404, 409 `tenant.not_readable` */
  async begin(tenantId: string, request: ImpersonationRequest): Promise<ImpersonationView> {
    giveReason(request.reason);
    const { tenant, authVersion } = await this.lookAt(tenantId, request.userId);
    const begun = await this.register(tenantId, request);
    const accessToken = await runInTenant(tenant, 'impersonation', () => this.sessions.open(begun, authVersion));
    const { id, userId, allowsChanges, expiresAt } = begun;
    const expiresIn = request.minutes * 60;
    return { id, userId, allowsChanges, accessToken, expiresIn, expiresAt: expiresAt.toISOString() };
  }

  private lookAt(tenantId: string, userId: string) {
    return this.tenants.lookInto(tenantId, { resourceType: 'user', resourceId: userId }, async () => {
      const tenant = await this.tenancy.tenantById(tenantId);
      if (!tenant?.impersonationAllowed) throw refuse(impersonationForbidden);
      return { tenant, authVersion: await this.sessions.authVersionOf(userId) };
    });
  }

  /** Before the session, which counts with this row alone, and outside of the tenant, where the operator's Idempotency-Key is. */
  private async register(tenantId: string, { minutes, ...request }: ImpersonationRequest): Promise<NewImpersonation> {
    const { operatorId } = ownOperatorSession();
    const operator = await this.db.one(operatorToAct, { id: operatorId });
    if (!operator) throw notFound();
    const expiresAt = after(this.clock.now(), minutes * 60);
    const whose = { operatorId, operatorAuthVersion: operator.auth_version, tenantId };
    const begun = { id: uuidv7(), ...whose, ...request, expiresAt };
    const statements = [insertImpersonation(begun)];
    await this.platform.writeMany({ statements, audits: [{ ...beginning(begun), tenantId }], events: [] });
    return begun;
  }
}
