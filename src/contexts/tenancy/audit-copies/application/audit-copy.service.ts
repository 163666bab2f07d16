import { Injectable, Logger } from '@nestjs/common';
import { PlatformDb, UnitOfWork, type Statement } from '#libs/database';
import { wakeTenantBy } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { recentEntriesOfTenant } from './audit-copy.queries.js';
import { insertCopies } from './audit-copy.writes.js';

export const AUDIT_COPIES = 'audit_copies';
const MINUTE_MS = 60_000;
/** No process is away for so long. */
const LOOKED_BACK_MS = 30 * 86_400_000;

/**
 * What a tenant changes in the shared tables is logged there, in the transaction of the change, and copied into the tenant's own log, which
 * that login cannot write. The wake-up in the same transaction has a job copy what a process that died did not.
 */
@Injectable()
export class AuditCopyService {
  private readonly logger = new Logger('Audit');

  constructor(
    private readonly platform: PlatformDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Belongs into the transaction of the change. */
  wakeup(): Statement {
    return wakeTenantBy(currentTenant().id, AUDIT_COPIES, new Date(this.clock.now().getTime() + MINUTE_MS));
  }

  /** After the change, which has happened: where it fails the job does it. */
  async copyNow(): Promise<void> {
    await this.copy().catch((error: unknown) => {
      this.logger.warn(`Entries for the log of ${currentTenant().slug} are copied later: ${String(error)}`);
    });
  }

  /** May run at any time, and several times at once. */
  async copy(): Promise<void> {
    const { id: tenantId, schema } = currentTenant();
    const since = new Date(this.clock.now().getTime() - LOOKED_BACK_MS);
    const entries = await this.platform.run(recentEntriesOfTenant, { tenantId, since });
    if (entries.length > 0) await this.unitOfWork.execute(insertCopies(schema, entries));
  }
}
