import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import { AuditArchiver } from './audit-archiver.js';
import { nextArchiving } from './audit-archive.queries.js';

/** Once a month, for tenants whose log has entries from more than a year ago. The look for lost wake-ups asks for it, a month ahead. */
@RunsPerTenant('audit_archive')
export class ArchiveAuditLogsJob implements TenantJob {
  constructor(
    private readonly archiver: AuditArchiver,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<Date | null> {
    const { isDone } = await this.archiver.move();
    return isDone ? this.archiver.nextTime() : this.clock.now();
  }

  nextWakeup(schema: string): Statement {
    return nextArchiving.bind(schema, {});
  }
}
