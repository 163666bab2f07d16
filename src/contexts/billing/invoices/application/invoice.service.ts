import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { assertVersion, PlatformDb, PlatformUnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { giveReason } from '#libs/request-context';
import { unknownTenant } from '../../subscriptions/domain/subscription.errors.js';
import { totalsOf, type NewInvoiceLine } from '../domain/invoice-totals.js';
import { Invoice } from '../domain/invoice.entity.js';
import type { InvoiceKind } from '../domain/invoice-status.js';
import { invoiceNumber, nextInvoiceNumber } from './invoice-number.writes.js';
import { invoiceById, managedInvoiceList, managedInvoiceView, type ManagedInvoiceView } from './invoice.queries.js';

export interface WantedInvoice {
  readonly tenantId: string;
  readonly lines: readonly NewInvoiceLine[];
  readonly taxRate: string;
  readonly billedTo?: string | undefined;
  readonly dueDate?: string | null | undefined;
  readonly notes?: string | null | undefined;
}

/** Invoices that operators issue by hand. */
@Injectable()
export class InvoiceService {
  constructor(
    private readonly db: PlatformDb,
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly clock: Clock,
  ) {}

  list(request: ListRequest): Promise<Page<ManagedInvoiceView>> {
    return this.db.pageOfAll(managedInvoiceList, request);
  }

  async get(id: string): Promise<ManagedInvoiceView> {
    const row = await this.db.one(invoiceById, { id });
    if (!row) throw notFound();
    return managedInvoiceView(row);
  }

  /** @throws 422 `tenant.unknown`, `money.currency_mismatch`, `invoice.too_large` */
  async issue({ lines, billedTo, ...wanted }: WantedInvoice, reason: string): Promise<ManagedInvoiceView> {
    giveReason(reason);
    const tenant = await this.tenancy.tenantById(wanted.tenantId);
    if (!tenant) throw refuse(unknownTenant);
    const { tenantId, taxRate, dueDate = null, notes = null } = wanted;
    const said = { tenantId, taxRate, dueDate, notes, billedTo: billedTo ?? tenant.name };
    const issued = { ...said, ...totalsOf(lines, taxRate) };
    const invoice = await this.unitOfWork.transactional(async () => {
      const made = Invoice.issue(issued, await this.nextNumber('invoice'), this.clock.now());
      await this.unitOfWork.commitAs('issue', made);
      return made;
    });
    return this.get(invoice.id);
  }

  /** @throws 409 `invoice.invalid_transition` */
  markPaid(id: string, version: number, reason: string): Promise<ManagedInvoiceView> {
    return this.change(id, version, reason, async (invoice) => {
      invoice.markPaid(this.clock.now());
      await this.unitOfWork.commitAs('mark_paid', invoice);
      return invoice;
    });
  }

  /** @throws 409 `invoice.invalid_transition` */
  void(id: string, version: number, reason: string): Promise<ManagedInvoiceView> {
    return this.change(id, version, reason, async (invoice) => {
      invoice.void(this.clock.now());
      await this.unitOfWork.commitAs('void', invoice);
      return invoice;
    });
  }

  /** @returns the credit note. @throws 409 `invoice.invalid_transition` */
  credit(id: string, version: number, reason: string): Promise<ManagedInvoiceView> {
    return this.change(id, version, reason, async (invoice) => {
      const note = invoice.credit(await this.nextNumber('credit_note'), this.clock.now());
      await this.unitOfWork.commitAs('credit', invoice, note);
      return note;
    });
  }

  private async change(
    id: string,
    version: number,
    reason: string,
    work: (invoice: Invoice) => Promise<Invoice>,
  ): Promise<ManagedInvoiceView> {
    giveReason(reason);
    const shown = await this.unitOfWork.transactional(async (em) => {
      const invoice = await em.findOne(Invoice, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!invoice) throw notFound();
      assertVersion(invoice, version);
      return work(invoice);
    });
    return this.get(shown.id);
  }

  private async nextNumber(kind: InvoiceKind): Promise<string> {
    const [result] = await this.unitOfWork.execute(nextInvoiceNumber(kind));
    return invoiceNumber(kind, String(result!.rows[0]!['value']));
  }
}
