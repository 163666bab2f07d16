import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { assertMaySetCosts, currentTenant } from '#libs/request-context';
import { WorkOrderAccessService } from '../../orders/application/work-order-access.service.js';
import { concernedUser } from '../../orders/application/work-order-reach.js';
import { visibleWorkOrder } from '../../orders/application/work-order.queries.js';
import { WorkOrderHistoryEntry } from '../../orders/domain/work-order-history-entry.entity.js';
import { CostLine, type CostLineDetails } from '../domain/cost-line.entity.js';
import { costLineById, costLineList, costLineView, type CostLineView } from './cost-line.queries.js';

/** Other costs of work orders. Each change is a line of the history of the work order, which names the id alone: customers read it too. */
@Injectable()
export class CostLineService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: WorkOrderAccessService,
  ) {}

  ofWorkOrder(workOrderId: string, request: ListRequest): Promise<Page<CostLineView>> {
    const parent = visibleWorkOrder.bind(currentTenant().schema, { id: workOrderId, user: concernedUser() });
    return this.db.page(costLineList, request, { fixedFilters: { workOrderId }, parent });
  }

  /** @throws DomainError 404, also for one of a work order that the caller does not see */
  async get(id: string): Promise<CostLineView> {
    const row = await this.db.one(costLineById, { id, user: concernedUser() });
    if (!row) throw notFound();
    return costLineView(row);
  }

  async add(workOrderId: string, details: CostLineDetails): Promise<CostLineView> {
    assertMaySetCosts(details);
    await this.access.assertVisible(workOrderId);
    const line = CostLine.create(workOrderId, this.access.act().by, details);
    await this.unitOfWork.commit(line, this.entry(line, 'cost_added', null, line.id));
    return this.get(line.id);
  }

  async edit(id: string, version: number, changes: Partial<CostLineDetails>): Promise<CostLineView> {
    assertMaySetCosts(changes);
    const line = await this.load(id, version);
    if (line.edit(changes)) await this.unitOfWork.commit(line, this.entry(line, 'cost_changed', id, id));
    return this.get(id);
  }

  async remove(id: string, version: number): Promise<void> {
    const line = await this.load(id, version);
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.commit(this.entry(line, 'cost_removed', id, null));
      await this.unitOfWork.remove(line);
    });
  }

  private async load(id: string, version: number): Promise<CostLine> {
    await this.get(id);
    const line = await this.em.findOne(CostLine, { id });
    if (!line) throw notFound();
    assertVersion(line, version);
    return line;
  }

  private entry(line: CostLine, action: string, oldValue: string | null, newValue: string | null) {
    return WorkOrderHistoryEntry.of(line.workOrderId, this.access.act(), { action, oldValue, newValue });
  }
}
