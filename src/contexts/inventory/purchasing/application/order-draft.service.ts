import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork } from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { assertMaySetCosts, currentTenant, currentUserId } from '#libs/request-context';
import { inactiveSupplier, unknownSupplier } from '../../suppliers/domain/supplier.errors.js';
import { PurchaseOrder, type NewPurchaseOrder, type PurchaseOrderDetails } from '../domain/purchase-order.entity.js';
import { dayIn } from './day-in.js';
import { partsToOrder, supplierToOrderFrom } from './order-facts.queries.js';
import { orderLines, totalOf, type LineRequest, type NewLine } from './order-lines.js';
import { nextNumber } from './order-number.writes.js';
import { deleteLines, insertLines } from './purchase-order-line.writes.js';

export interface DraftRequest extends Partial<PurchaseOrderDetails> {
  readonly supplierId: string;
  readonly currency?: string | undefined;
  readonly lines: readonly LineRequest[];
}
export type DraftChanges = Partial<PurchaseOrderDetails> & { readonly lines?: readonly LineRequest[] | undefined };

type NewDraft = Omit<NewPurchaseOrder, 'orderNumber' | 'totalCost'> & { readonly lines: readonly NewLine[] };

/** Writes what an order says while it is a draft: order, number and lines in one transaction. */
@Injectable()
export class OrderDraftService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @returns its id */
  async create({ supplierId, lines: wanted, currency: given, ...details }: DraftRequest): Promise<string> {
    for (const line of wanted) assertMaySetCosts(line);
    const supplier = await this.db.one(supplierToOrderFrom, { id: supplierId });
    if (!supplier) throw refuse(unknownSupplier);
    if (!supplier.isActive) throw refuse(inactiveSupplier);
    const currency = given ?? supplier.currency;
    const lines = await this.lines(wanted, supplierId, currency);
    const expectedDate = details.expectedDate === undefined ? this.usualDate(supplier.leadDays) : details.expectedDate;
    return this.make({ ...details, expectedDate, supplier, currency, lines });
  }

  /** @returns the id of the new draft */
  make({ lines, ...given }: NewDraft): Promise<string> {
    const totalCost = totalOf(lines, given.currency);
    return this.unitOfWork.transactional(async () => {
      const act = { by: currentUserId(), at: this.clock.now() };
      const order = PurchaseOrder.create({ ...given, totalCost, orderNumber: await this.number(act.at) }, act);
      await this.unitOfWork.commit(order);
      await this.unitOfWork.execute(insertLines(currentTenant().schema, order.id, lines, act.at));
      return order.id;
    });
  }

  /** Lines are replaced as a whole. */
  async edit(id: string, version: number, { lines: wanted, ...details }: DraftChanges): Promise<void> {
    for (const line of wanted ?? []) assertMaySetCosts(line);
    await this.unitOfWork.transactional(async () => {
      const order = await this.em.findOne(PurchaseOrder, { id });
      if (!order) throw notFound();
      assertVersion(order, version);
      const lines = wanted && (await this.lines(wanted, order.supplierId ?? null, order.currency));
      const at = this.clock.now();
      order.edit(details, lines && totalOf(lines, order.currency), { by: currentUserId(), at });
      await this.unitOfWork.commit(order);
      if (lines) await this.replaceLines(id, lines, at);
    });
  }

  private async replaceLines(orderId: string, lines: readonly NewLine[], at: Date): Promise<void> {
    const { schema } = currentTenant();
    const shown = lines.map(({ partId, quantity, unitPrice }) => ({ partId, quantity, unitPrice }));
    const audits = [
      { action: 'set_lines', resourceType: 'purchase_order', resourceId: orderId, after: { lines: shown } },
    ];
    const statements = [deleteLines.bind(schema, { orderId }), insertLines(schema, orderId, lines, at)];
    await this.unitOfWork.writeMany({ statements, audits, events: [] });
  }

  private async lines(wanted: readonly LineRequest[], supplierId: string | null, currency: string): Promise<NewLine[]> {
    const parts = await this.db.run(partsToOrder, { partIds: wanted.map(({ partId }) => partId), supplierId });
    return orderLines(wanted, parts, currency);
  }

  /** Of the year that it is where the account is. */
  private async number(at: Date): Promise<string> {
    const year = dayIn(currentTenant().timezone, at).slice(0, 4);
    const raised = nextNumber.bind(currentTenant().schema, { name: `purchase_orders/${year}`, at });
    const [result] = await this.unitOfWork.execute(raised);
    return `PO-${year}-${String(result!.rows[0]!['value']).padStart(4, '0')}`;
  }

  /** After as many days as the supplier usually needs. */
  usualDate(leadDays: number | null): string | null {
    return leadDays === null ? null : dayIn(currentTenant().timezone, this.clock.now(), leadDays);
  }
}
