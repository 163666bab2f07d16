import { Injectable } from '@nestjs/common';
import { TenantDb, type ListRequest, type Page, type Statement } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant, limitedTo } from '#libs/request-context';
import { concernedUser } from '../../orders/application/work-order-reach.js';
import { visibleWorkOrder } from '../../orders/application/work-order.queries.js';
import { workLogById, workLogList, workLogView, type WorkLogView } from './work-log.queries.js';

/** The user whose visits alone the caller sees; null for callers who see all. */
const onlyUser = () => limitedTo('work_logs:read_all');

/** Reads visits. */
@Injectable()
export class WorkLogService {
  constructor(private readonly db: TenantDb) {}

  list(request: ListRequest): Promise<Page<WorkLogView>> {
    return this.db.page(workLogList, request, { fixedFilters: { ownOf: onlyUser() } });
  }

  /** @throws DomainError 404 for a work order that the caller does not see */
  ofWorkOrder(workOrderId: string, request: ListRequest): Promise<Page<WorkLogView>> {
    const fixedFilters = { ownOf: onlyUser(), workOrderId };
    return this.db.page(workLogList, request, { fixedFilters, parent: visible(workOrderId) });
  }

  /** @throws DomainError 404 */
  async get(id: string): Promise<WorkLogView> {
    const row = await this.db.one(workLogById, { id, user: onlyUser() });
    if (!row) throw notFound();
    return workLogView(row);
  }

  /** For the answer to a change, also where the caller may record visits of others without seeing all of them. */
  async changed(id: string): Promise<WorkLogView> {
    return workLogView((await this.db.one(workLogById, { id, user: null }))!);
  }
}

function visible(id: string): Statement {
  return visibleWorkOrder.bind(currentTenant().schema, { id, user: concernedUser() });
}
