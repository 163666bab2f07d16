import { Injectable } from '@nestjs/common';
import { isDuplicate, PlatformUnitOfWork } from '#libs/database';
import { wakeTenantBy } from '#libs/jobs';
import { Clock, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { AuditCopyService } from '../../audit-copies/application/audit-copy.service.js';
import { TenantRegistryService } from '../../tenants/application/tenant-registry.service.js';
import { verifiedByAnother } from '../domain/tenant-domain.errors.js';
import { TenantDomain } from '../domain/tenant-domain.entity.js';
import { TenantDomains } from '../domain/tenant-domains.js';
import { lockTenant } from './tenant-domain.queries.js';

export const DOMAIN_CHECKS = 'domain_checks';
export const DAY_MS = 86_400_000;

/** Changes the domains of the current tenant, one change at a time. */
@Injectable()
export class TenantDomainChangeService {
  constructor(
    private readonly platform: PlatformUnitOfWork,
    private readonly copies: AuditCopyService,
    private readonly registry: TenantRegistryService,
    private readonly clock: Clock,
  ) {}

  /** Once it resolves no process finds the tenant by what it has lost. @throws 409 `domain.taken` where another tenant was faster */
  async change<T>(work: (domains: TenantDomains) => T): Promise<T> {
    const { id: tenantId } = currentTenant();
    const { result, domains } = await this.write(tenantId, work).catch((error: unknown) => {
      throw isDuplicate(error, 'domains_domain_key') ? refuse(verifiedByAnother) : error;
    });
    if (domains.audits.length === 0) return result;
    await this.registry.forget(tenantId);
    await this.copies.copyNow();
    return result;
  }

  private write<T>(
    tenantId: string,
    work: (domains: TenantDomains) => T,
  ): Promise<{ result: T; domains: TenantDomains }> {
    return this.platform.transactional(async (em) => {
      await this.platform.execute(lockTenant.bind('public', { tenantId }));
      const domains = new TenantDomains(tenantId, await em.find(TenantDomain, { tenantId }));
      const result = work(domains);
      if (domains.removed.length > 0) await this.platform.remove(...domains.removed);
      await this.platform.commit(...domains.all);
      const { audits } = domains;
      const wake = wakeTenantBy(tenantId, DOMAIN_CHECKS, new Date(this.clock.now().getTime() + DAY_MS));
      const statements = [wake, this.copies.wakeup()];
      if (audits.length > 0) await this.platform.writeMany({ statements, audits, events: [] });
      return { result, domains };
    });
  }
}
