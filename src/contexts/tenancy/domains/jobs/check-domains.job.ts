import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import type { TenantRef } from '#libs/request-context';
import { DomainRecheckService } from '../application/domain-recheck.service.js';
import { DOMAIN_CHECKS } from '../application/tenant-domain-change.service.js';

@RunsPerTenant(DOMAIN_CHECKS)
export class CheckDomainsJob implements TenantJob {
  constructor(private readonly checks: DomainRecheckService) {}

  run(tenant: TenantRef): Promise<Date | null> {
    return this.checks.recheck(tenant);
  }

  /** Never lost alone: domains lie in the shared tables, and each is verified in one transaction with its wake-up. */
  nextWakeup(): Statement {
    return { text: 'select null as at', values: [], writes: false };
  }
}
