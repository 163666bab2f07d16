import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { TenancyFacade } from '#contexts/tenancy';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { PurchaseOrder } from '../domain/purchase-order.entity.js';
import { inactiveSupplierOfOrder } from '../domain/purchase-order.errors.js';
import { dayIn } from './day-in.js';
import { supplierToOrderFrom } from './order-facts.queries.js';
import {
  purchaseOrderById,
  purchaseOrderList,
  withLines,
  type PurchaseOrderView,
  type PurchaseOrderWithLines,
} from './purchase-order.queries.js';

/** Reads orders, and takes them through their states; OrderDraftService writes what they say, DeliveryService what comes of them. */
@Injectable()
export class PurchaseOrderService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly tenancy: TenancyFacade,
  ) {}

  /** @param request its filter `late` is one of two conditions here, with the day that it is where the account is */
  list({ filters: { late, ...others } = {}, ...request }: ListRequest): Promise<Page<PurchaseOrderView>> {
    const today = dayIn(currentTenant().timezone, this.clock.now());
    const lateness = late === undefined ? {} : { [late ? 'lateOn' : 'notLateOn']: today };
    return this.db.page(purchaseOrderList, { ...request, filters: { ...others, ...lateness } });
  }

  async get(id: string): Promise<PurchaseOrderWithLines> {
    const row = await this.db.one(purchaseOrderById, { id });
    if (!row) throw notFound();
    return withLines(row);
  }

  async submit(id: string, version: number): Promise<PurchaseOrderWithLines> {
    const tenant = await this.tenancy.tenantById(currentTenant().id);
    return this.change(id, version, async (order) => {
      order.submit(tenant?.purchasing.approvalLimit ?? null, this.act());
      await this.assertSupplierActive(order);
    });
  }

  approve(id: string, version: number): Promise<PurchaseOrderWithLines> {
    return this.change(id, version, (order) => order.approve(this.act()));
  }

  reject(id: string, version: number, reason: string): Promise<PurchaseOrderWithLines> {
    return this.change(id, version, (order) => order.reject(reason));
  }

  cancel(id: string, version: number, reason: string): Promise<PurchaseOrderWithLines> {
    return this.change(id, version, (order) => order.cancel(reason, this.act()));
  }

  private async change(
    id: string,
    version: number,
    act: (order: PurchaseOrder) => void | Promise<void>,
  ): Promise<PurchaseOrderWithLines> {
    const order = await this.em.findOne(PurchaseOrder, { id });
    if (!order) throw notFound();
    assertVersion(order, version);
    await act(order);
    await this.unitOfWork.commit(order);
    return this.get(id);
  }

  /** Those from before there were suppliers may have none. */
  private async assertSupplierActive({ supplierId }: PurchaseOrder): Promise<void> {
    const supplier = supplierId && (await this.db.one(supplierToOrderFrom, { id: supplierId }));
    if (supplier && !supplier.isActive) throw refuse(inactiveSupplierOfOrder);
  }

  private act(): { by: string | null; at: Date } {
    return { by: currentUserId(), at: this.clock.now() };
  }
}
