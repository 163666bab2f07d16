import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { AUDIT_COPIES, AuditCopyService } from '../application/audit-copy.service.js';

@RunsPerTenant(AUDIT_COPIES)
export class CopyAuditEntriesJob implements TenantJob {
  constructor(private readonly copies: AuditCopyService) {}

  async run(): Promise<null> {
    await this.copies.copy();
    return null;
  }

  /** Never lost alone: each is written in one transaction with the entries that it is for. */
  nextWakeup(): Statement {
    return { text: 'select null as at', values: [], writes: false };
  }
}
