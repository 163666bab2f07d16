import { RunsOperation, type OperationHandler, type OperationRun } from '#libs/operations';
import { AuditExportService } from '../application/audit-export.service.js';
import { exportAuditLog, type AuditExportReport, type AuditExportRequest } from '../application/export-audit-log.js';

@RunsOperation(exportAuditLog)
export class ExportAuditLogJob implements OperationHandler<AuditExportRequest, AuditExportReport> {
  constructor(private readonly exports: AuditExportService) {}

  run(request: AuditExportRequest, run: OperationRun<AuditExportReport>): Promise<AuditExportReport> {
    return this.exports.write(request, run);
  }
}
