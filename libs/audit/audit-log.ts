import type { AuditEntry } from '#libs/kernel';
import { Injectable } from '@nestjs/common';
import { PlatformDb, TenantDb } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { auditStatement } from './audit-entry.js';

/** Records events that change no aggregate: sign-ins, refusals, exports. Changes of aggregates are recorded with their commit. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly tenantDb: TenantDb,
    private readonly platformDb: PlatformDb,
  ) {}

  async record(entry: AuditEntry): Promise<void> {
    await this.tenantDb.batch(auditStatement(currentTenant().schema, [entry]));
  }

  async recordForPlatform(entry: AuditEntry): Promise<void> {
    await this.platformDb.batch(auditStatement('public', [entry]));
  }
}
