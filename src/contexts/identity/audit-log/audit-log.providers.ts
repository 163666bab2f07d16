import { AuditLogService } from './application/audit-log.service.js';
import { AuditLogController } from './http/audit-log.controller.js';

export const auditLog = {
  controllers: [AuditLogController],
  providers: [AuditLogService],
};
