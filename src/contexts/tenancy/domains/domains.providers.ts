import { DnsClient } from './application/dns.client.js';
import { DomainRecheckService } from './application/domain-recheck.service.js';
import { TenantDomainChangeService } from './application/tenant-domain-change.service.js';
import { TenantDomainService } from './application/tenant-domain.service.js';
import { TenantDomainController } from './http/tenant-domain.controller.js';
import { CheckDomainsJob } from './jobs/check-domains.job.js';

export const domains = {
  controllers: [TenantDomainController],
  providers: [DnsClient, TenantDomainChangeService, TenantDomainService, DomainRecheckService, CheckDomainsJob],
};
