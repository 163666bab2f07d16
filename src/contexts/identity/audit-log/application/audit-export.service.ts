import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Clock, forbidden, notFound, refuse } from '#libs/kernel';
import { OperationsService, type OperationRun, type OperationView } from '#libs/operations';
import { canSeeCosts, currentTenant } from '#libs/request-context';
import { FreshSignInService } from '../../sessions/application/fresh-sign-in.service.js';
import { exportHead, exportText, type ExportFormat } from '../domain/export-format.js';
import { exportPart, lastExportPart } from './audit-export.queries.js';
import { insertExportPart } from './audit-export.writes.js';
import { archivedAuditLogList, auditLogList, type AuditEntryView } from './audit-log.queries.js';
import { exportAuditLog, type AuditExportReport, type AuditExportRequest } from './export-audit-log.js';

const ENTRIES_PER_PART = 1_000;

const columns = [
  'createdAt',
  'id',
  'actorKind',
  'userId',
  'actorId',
  'actorName',
  'action',
  'resourceType',
  'resourceId',
  'requestId',
  'ipAddress',
  'userAgent',
  'changes',
] as const satisfies readonly (keyof AuditEntryView)[];

const [compress, expand] = [promisify(gzip), promisify(gunzip)];

export interface AuditFile {
  readonly format: ExportFormat;
  readonly content: Readable;
}

/** Files with entries of the audit log. They are made part by part, and sent part by part, however large the log is. */
@Injectable()
export class AuditExportService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly operations: OperationsService,
    private readonly freshness: FreshSignInService,
    private readonly clock: Clock,
  ) {}

  /** @throws 403 `auth.fresh_sign_in_needed`, and for callers who may not see costs, which stand in entries */
  start(request: AuditExportRequest): Promise<OperationView> {
    this.freshness.assertFresh();
    if (!canSeeCosts()) throw refuse(forbidden, { detail: 'This needs the permission costs:read.' });
    // without what is written meanwhile, the export itself included
    const filters = { createdBefore: this.clock.now().toISOString(), ...request.filters };
    return this.unitOfWork.transactional(async () => {
      const operation = await this.operations.start(exportAuditLog, { ...request, filters });
      await this.note(operation.id, request);
      return operation;
    });
  }

  /** Of one's own export, or for those who may manage the operations of all. @throws 404 also while it is being made */
  async file(id: string): Promise<AuditFile> {
    const { kind, status, result } = await this.operations.get(id);
    if (kind !== exportAuditLog.name || status !== 'succeeded') throw notFound();
    const { format } = result as AuditExportReport;
    // whoever reads the stream does so outside of the request's context
    const inRequest = AsyncLocalStorage.snapshot();
    const part = (number: number) => inRequest(() => this.db.one(exportPart, { operationId: id, number }));
    return { format, content: Readable.from(fileText(format, part), { objectMode: false }) };
  }

  /** Goes on where an earlier run was cut off. */
  async write(request: AuditExportRequest, run: OperationRun<AuditExportReport>): Promise<AuditExportReport> {
    const { schema } = currentTenant();
    const report = (entries: number): AuditExportReport => ({
      format: request.format,
      entries,
      path: `/v1/audit-logs/exports/${run.id}`,
    });
    let last = await this.db.one(lastExportPart, { operationId: run.id });
    let all: number | undefined;
    while (!last || last.nextCursor !== null) {
      const { data, nextCursor, total } = await this.page(request, last?.nextCursor, all === undefined);
      all ??= total;
      const content = await compress(exportText(request.format, columns, data));
      const part = { number: (last?.number ?? 0) + 1, entries: (last?.entries ?? 0) + data.length, nextCursor };
      await this.unitOfWork.transactional(async () => {
        await this.unitOfWork.execute(insertExportPart(schema, { ...part, operationId: run.id, content }));
        await run.checkpoint(Math.min(99, (100 * part.entries) / Math.max(1, all ?? 0)), report(part.entries));
      });
      last = part;
    }
    return report(last.entries);
  }

  private page({ isArchived, filters }: AuditExportRequest, cursor: string | null | undefined, includeTotal: boolean) {
    const list = isArchived ? archivedAuditLogList : auditLogList;
    const position = { sort: 'createdAt', cursor: cursor ?? undefined, includeTotal };
    return this.db.page(list, { limit: ENTRIES_PER_PART, filters, ...position });
  }

  private async note(operationId: string, after: object): Promise<void> {
    const entry = { action: 'export', resourceType: 'audit_log', after: { operationId, ...after } };
    await this.unitOfWork.execute(auditStatement(currentTenant().schema, [entry]));
  }
}

/** One part after the other, as fast as they are taken. */
async function* fileText(
  format: ExportFormat,
  partOf: (number: number) => Promise<{ readonly content: Buffer } | undefined>,
): AsyncGenerator<Buffer | string> {
  yield exportHead(format, columns);
  for (let number = 1; ; number += 1) {
    const part = await partOf(number);
    if (!part) return;
    yield await expand(part.content);
  }
}
