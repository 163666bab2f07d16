import { AuditLogService } from './application/audit-log.service.js';
import { PlatformAuditLogService } from './application/platform-audit-log.service.js';
import { AuditLogController } from './http/audit-log.controller.js';
import { PlatformAuditLogController } from './http/platform-audit-log.controller.js';

export const auditLog = {
  controllers: [AuditLogController, PlatformAuditLogController],
  providers: [AuditLogService, PlatformAuditLogService],
};
