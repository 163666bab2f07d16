import { Injectable } from '@nestjs/common';
import { TenantDb, type ListRequest, type Page } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { historyList, type HistoryEntryView } from './work-order-history.queries.js';
import { concernedUser } from './work-order-reach.js';
import { visibleWorkOrder } from './work-order.queries.js';

/** What happened to a work order. */
@Injectable()
export class WorkOrderRecordService {
  constructor(private readonly db: TenantDb) {}

  history(workOrderId: string, request: ListRequest): Promise<Page<HistoryEntryView>> {
    const parent = visibleWorkOrder.bind(currentTenant().schema, { id: workOrderId, user: concernedUser() });
    return this.db.page(historyList, request, { fixedFilters: { workOrderId }, parent });
  }
}
