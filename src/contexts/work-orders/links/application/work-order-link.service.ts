import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { unknownWorkOrder } from '../../../inventory/inventory.refusals.js';
import { WorkOrderAccessService } from '../../orders/application/work-order-access.service.js';
import { concernedUser } from '../../orders/application/work-order-reach.js';
import { visibleWorkOrder } from '../../orders/application/work-order.queries.js';
import { WorkOrderHistoryEntry } from '../../orders/domain/work-order-history-entry.entity.js';
import { linkCycle } from '../domain/link.errors.js';
import type { LinkType } from '../domain/link-direction.js';
import { WorkOrderLink } from '../domain/work-order-link.entity.js';
import { leadsBack, linkList, lockLinks, type LinkView } from './work-order-link.queries.js';

/** Links between work orders; each shows only ends that the caller sees. Both ends have it in their history. */
@Injectable()
export class WorkOrderLinkService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: WorkOrderAccessService,
  ) {}

  list(workOrderId: string, request: ListRequest): Promise<Page<LinkView>> {
    const user = concernedUser();
    const parent = visibleWorkOrder.bind(currentTenant().schema, { id: workOrderId, user });
    return this.db.page(linkList, request, { fixedFilters: { workOrderId, concerns: user }, parent });
  }

  /** @throws DomainError 422 for a work order that the caller does not see, 409 for a link that closes a circle */
  async add(workOrderId: string, type: LinkType, linkedWorkOrderId: string): Promise<LinkView> {
    await this.access.assertVisible(workOrderId);
    const linked = await this.db.one(visibleWorkOrder, { id: linkedWorkOrderId, user: concernedUser() });
    if (!linked) throw refuse(unknownWorkOrder);
    const link = await this.join(workOrderId, type, linkedWorkOrderId);
    return this.get(workOrderId, link.id);
  }

  /** For work orders that the caller is known to see. Joins the open transaction. */
  join(workOrderId: string, type: LinkType, linkedWorkOrderId: string): Promise<WorkOrderLink> {
    const link = WorkOrderLink.create(workOrderId, type, linkedWorkOrderId, this.access.act());
    const { schema } = currentTenant();
    return this.unitOfWork.transactional(async () => {
      const ids = { workOrderId, type, linkedWorkOrderId };
      const [, back] = await this.db.batch(lockLinks.bind(schema, { schema }), leadsBack.bind(schema, ids));
      if (back!.rowCount > 0) throw refuse(linkCycle);
      await this.unitOfWork.commit(link, ...this.entries(link, 'link_added'));
      return link;
    });
  }

  async remove(workOrderId: string, id: string): Promise<void> {
    await this.get(workOrderId, id);
    const link = await this.em.findOne(WorkOrderLink, { id });
    if (!link) throw notFound();
    link.undo(this.access.act());
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.commit(...this.entries(link, 'link_removed'));
      await this.unitOfWork.remove(link);
    });
  }

  private async get(workOrderId: string, id: string): Promise<LinkView> {
    const { data } = await this.list(workOrderId, { limit: 1, filters: { id } });
    if (!data[0]) throw notFound();
    return data[0];
  }

  /** Ids and the type alone: who reads the history of one end need not see the other. */
  private entries({ workOrderId, type, linkedWorkOrderId }: WorkOrderLink, action: string): WorkOrderHistoryEntry[] {
    const act = this.access.act();
    return [
      WorkOrderHistoryEntry.of(workOrderId, act, { action, newValue: linkedWorkOrderId, notes: type }),
      WorkOrderHistoryEntry.of(linkedWorkOrderId, act, { action, newValue: workOrderId, notes: type }),
    ];
  }
}
