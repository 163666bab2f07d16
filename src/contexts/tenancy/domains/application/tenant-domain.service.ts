import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { PlatformDb, type ListRequest, type Page } from '#libs/database';
import { atField, Clock, notFound, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { provableDomain } from '../domain/provable-domain.js';
import { verifiedByAnother } from '../domain/tenant-domain.errors.js';
import { checkRecord } from '../domain/verification-record.js';
import { DnsClient } from './dns.client.js';
import { TenantDomainChangeService } from './tenant-domain-change.service.js';
import {
  domainOfTenant,
  tenantDomainList,
  tenantDomainView,
  verifiedElsewhere,
  type TenantDomainView,
} from './tenant-domain.queries.js';

@Injectable()
export class TenantDomainService {
  constructor(
    private readonly db: PlatformDb,
    private readonly dns: DnsClient,
    private readonly changes: TenantDomainChangeService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  list(request: ListRequest): Promise<Page<TenantDomainView>> {
    return this.db.page(tenantDomainList, request, { tenantId: currentTenant().id });
  }

  async get(id: string): Promise<TenantDomainView> {
    const row = await this.db.one(domainOfTenant, { tenantId: currentTenant().id, id });
    if (!row) throw notFound();
    return tenantDomainView(row);
  }

  /** One that the tenant has already stays as it is. @throws 422 `domain.invalid`, 409 `domain.taken`, `domain.too_many` */
  async add(text: string): Promise<TenantDomainView> {
    const domain = provableDomain(text, this.config);
    const other = await this.db.one(verifiedElsewhere, { tenantId: currentTenant().id, domain });
    if (other) throw refuse(atField(verifiedByAnother, '/domain'));
    const token = randomBytes(20).toString('hex');
    const { id } = await this.changes.change((domains) => domains.add(domain, token));
    return this.get(id);
  }

  async remove(id: string): Promise<void> {
    await this.changes.change((domains) => domains.remove(id, this.config.baseDomain));
  }

  async makePrimary(id: string): Promise<TenantDomainView> {
    await this.changes.change((domains) => domains.makePrimary(id));
    return this.get(id);
  }

  /** Asks DNS before the transaction, which must not wait for it. @throws 409 `domain.taken` */
  async verify(id: string): Promise<TenantDomainView> {
    const { record } = await this.get(id);
    if (!record) return this.get(id);
    const check = checkRecord(record, await this.dns.texts(record.name));
    await this.changes.change((domains) => domains.prove(id, check, this.clock.now()));
    return this.get(id);
  }
}
