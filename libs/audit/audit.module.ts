import { Global, Module } from '@nestjs/common';
import { PlatformUnitOfWork, UnitOfWork } from '#libs/database';
import { DeniedRequests } from '#libs/http';
import { currentTenant } from '#libs/request-context';
import { ArchiveAuditLogsJob } from './archive/archive-audit-logs.job.js';
import { AuditArchiver } from './archive/audit-archiver.js';
import { AuditLog } from './audit-log.js';
import { DeniedRequestLog } from './denials/denied-request-log.js';
import { AuditRecorder } from './audit.recorder.js';
import { AuditSealer } from './seals/audit-sealer.js';
import { SealAuditLogsJob } from './seals/seal-audit-logs.job.js';
import { SealWakeups } from './seals/seal-wakeups.js';
import { AuditVerification } from './verification/audit-verification.js';

@Global()
@Module({
  providers: [
    AuditLog,
    { provide: DeniedRequests, useClass: DeniedRequestLog },
    ArchiveAuditLogsJob,
    AuditArchiver,
    AuditSealer,
    AuditVerification,
    SealAuditLogsJob,
    SealWakeups,
  ],
  exports: [AuditArchiver, AuditLog, AuditVerification],
})
export class AuditModule {
  constructor(unitOfWork: UnitOfWork, platformUnitOfWork: PlatformUnitOfWork) {
    unitOfWork.addRecorder(new AuditRecorder(() => currentTenant().schema));
    platformUnitOfWork.addRecorder(new AuditRecorder(() => 'public'));
  }
}
