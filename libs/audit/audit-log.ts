import type { AuditEntry } from '#libs/kernel';
import { Injectable } from '@nestjs/common';
import { PlatformDb, TenantDb } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { auditStatement } from './audit-entry.js';
import { SealWakeups } from './seals/seal-wakeups.js';

/** Records events that change no aggregate: sign-ins, refusals, exports. Changes of aggregates are recorded with their commit. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly tenantDb: TenantDb,
    private readonly platformDb: PlatformDb,
    private readonly seals: SealWakeups,
  ) {}

  async record(entry: AuditEntry): Promise<void> {
    const tenant = currentTenant();
    await this.tenantDb.batch(auditStatement(tenant.schema, [entry]));
    this.seals.sealSoon(tenant);
  }

  async recordForPlatform(entry: AuditEntry): Promise<void> {
    await this.platformDb.batch(auditStatement('public', [entry]));
  }
}
