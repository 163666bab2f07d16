import { Injectable, Logger } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import { isoUtc, PlatformDb } from '#libs/database';
import { Clock } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { checkRecord } from '../domain/verification-record.js';
import { DnsClient } from './dns.client.js';
import { DAY_MS, TenantDomainChangeService } from './tenant-domain-change.service.js';
import { domainsToCheck, longestUnchecked, tenantDomainView } from './tenant-domain.queries.js';

const AT_ONCE = 10;

/** Whether verified domains still have their record: the first daily check that misses it warns, the fourth takes the domain away. */
@Injectable()
export class DomainRecheckService {
  private readonly logger = new Logger('Domains');

  constructor(
    private readonly db: PlatformDb,
    private readonly dns: DnsClient,
    private readonly changes: TenantDomainChangeService,
    private readonly clock: Clock,
  ) {}

  /** Checks what was not checked for a day. @returns when the next one is due; null where the tenant has no domain to check */
  async recheck({ id: tenantId, slug }: TenantRef): Promise<Date | null> {
    const before = new Date(this.clock.now().getTime() - DAY_MS);
    const rows = await this.db.run(domainsToCheck, { tenantId, before });
    const limit = new Semaphore(AT_ONCE);
    const checks = rows.map(tenantDomainView).flatMap(({ id, record }) => {
      return record ? [limit.runExclusive(async () => ({ id, check: await this.check(record) }))] : [];
    });
    const done = await Promise.all(checks);
    if (done.length > 0) await this.note(slug, done);
    const last = await this.db.one(longestUnchecked, { tenantId });
    return last?.checked_at ? new Date(Date.parse(isoUtc(last.checked_at)) + DAY_MS) : null;
  }

  private async check(record: Parameters<typeof checkRecord>[0]) {
    return checkRecord(record, await this.dns.texts(record.name));
  }

  private async note(slug: string, done: readonly { id: string; check: ReturnType<typeof checkRecord> }[]) {
    const at = this.clock.now();
    const audits = await this.changes.change((domains) => {
      for (const { id, check } of done) domains.recheck(id, check, at);
      return domains.audits;
    });
    for (const { action, after } of audits) this.logger.warn(`${String(after?.['domain'])} of ${slug}: ${action}`);
  }
}
