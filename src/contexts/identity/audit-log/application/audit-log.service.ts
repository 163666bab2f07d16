import { Injectable } from '@nestjs/common';
import { TenantDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { auditEntryById, auditEntryView, auditLogList, type AuditEntryView } from './audit-log.queries.js';

/** Reads the audit log, which libs/audit writes. */
@Injectable()
export class AuditLogService {
  constructor(private readonly db: TenantDb) {}

  list(request: ListRequest): Promise<Page<AuditEntryView>> {
    return this.db.page(auditLogList, request);
  }

  async get(id: string): Promise<AuditEntryView> {
    const row = await this.db.one(auditEntryById, { id });
    if (!row) throw notFound();
    return auditEntryView(row);
  }
}
