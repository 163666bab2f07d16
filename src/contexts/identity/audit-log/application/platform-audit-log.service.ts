import { Injectable } from '@nestjs/common';
import { PlatformDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import {
  platformAuditEntryById,
  platformAuditEntryView,
  platformAuditLogList,
  type PlatformAuditEntryView,
} from './platform-audit-log.queries.js';

/** Reads the log of the operators, which libs/audit writes. */
@Injectable()
export class PlatformAuditLogService {
  constructor(private readonly db: PlatformDb) {}

  list(request: ListRequest): Promise<Page<PlatformAuditEntryView>> {
    return this.db.pageOfAll(platformAuditLogList, request);
  }

  async get(id: string): Promise<PlatformAuditEntryView> {
    const row = await this.db.one(platformAuditEntryById, { id });
    if (!row) throw notFound();
    return platformAuditEntryView(row);
  }
}
