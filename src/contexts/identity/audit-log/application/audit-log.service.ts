import { Injectable } from '@nestjs/common';
import { TenantDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import {
  archivedAuditLogList,
  auditEntryById,
  auditEntryView,
  auditLogList,
  type AuditEntryView,
} from './audit-log.queries.js';

/** Reads the audit log, which libs/audit writes. */
@Injectable()
export class AuditLogService {
  constructor(private readonly db: TenantDb) {}

  /** The log, or the archive of what is older than a year. */
  list(request: ListRequest, isArchived: boolean): Promise<Page<AuditEntryView>> {
    return this.db.page(isArchived ? archivedAuditLogList : auditLogList, request);
  }

  async get(id: string): Promise<AuditEntryView> {
    const row = await this.db.one(auditEntryById, { id });
    if (!row) throw notFound();
    return auditEntryView(row);
  }
}
