import { AuditExportService } from './application/audit-export.service.js';
import { AuditLogService } from './application/audit-log.service.js';
import { PlatformAuditLogService } from './application/platform-audit-log.service.js';
import { AuditExportController } from './http/audit-export.controller.js';
import { AuditLogController } from './http/audit-log.controller.js';
import { PlatformAuditLogController } from './http/platform-audit-log.controller.js';
import { ExportAuditLogJob } from './jobs/export-audit-log.job.js';

export const auditLog = {
  controllers: [AuditLogController, AuditExportController, PlatformAuditLogController],
  providers: [AuditExportService, AuditLogService, ExportAuditLogJob, PlatformAuditLogService],
};
