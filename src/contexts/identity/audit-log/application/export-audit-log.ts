import { defineOperation } from '#libs/operations';
import type { ExportFormat } from '../domain/export-format.js';

export interface AuditExportRequest {
  readonly format: ExportFormat;
  readonly isArchived: boolean;
  /** As those of the list. */
  readonly filters: Readonly<Record<string, unknown>>;
}

export interface AuditExportReport {
  readonly format: ExportFormat;
  /** How many entries it has. */
  readonly entries: number;
  /** The address of the file. */
  readonly path: string;
}

/** Writes entries of the audit log into a file. */
export const exportAuditLog = defineOperation<AuditExportRequest, AuditExportReport>('audit_logs.export');
