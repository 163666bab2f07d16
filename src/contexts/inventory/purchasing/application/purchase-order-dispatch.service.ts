import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork } from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { Mailer } from '#libs/mail';
import { currentUserId } from '#libs/request-context';
import { PurchaseOrder } from '../domain/purchase-order.entity.js';
import { supplierWithoutAddress } from '../domain/purchase-order.errors.js';
import { supplierAddress } from './order-facts.queries.js';
import { PurchaseOrderPrintService } from './purchase-order-print.service.js';
import { purchaseOrderMail } from './purchase-order.mail.js';

/** Sends orders to suppliers. */
@Injectable()
export class PurchaseOrderDispatchService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly prints: PurchaseOrderPrintService,
    private readonly clock: Clock,
  ) {}

  /**
   * The mail is queued in the transaction that notes it; the account's language is that of the order.
   * @throws DomainError 409 `purchase_order.invalid_transition`, `purchase_order.supplier_without_address`
   */
  async send(id: string, version: number): Promise<void> {
    const { fileName, content } = await this.prints.print(id);
    await this.unitOfWork.transactional(async () => {
      const order = await this.em.findOne(PurchaseOrder, { id });
      if (!order) throw notFound();
      assertVersion(order, version);
      const { email } = (order.supplierId && (await this.db.one(supplierAddress, { id: order.supplierId }))) || {};
      order.send(email ?? '', { by: currentUserId(), at: this.clock.now() });
      if (!email) throw refuse(supplierWithoutAddress);
      await this.unitOfWork.commit(order);
      await this.mailer.queue(purchaseOrderMail, {
        to: email,
        data: { orderNumber: order.orderNumber },
        attachment: { fileName, contentType: 'application/pdf', content: content.toString('base64') },
      });
    });
  }
}
