import { AuditCopyService } from './application/audit-copy.service.js';
import { CopyAuditEntriesJob } from './jobs/copy-audit-entries.job.js';

export const auditCopies = { controllers: [], providers: [AuditCopyService, CopyAuditEntriesJob] };
