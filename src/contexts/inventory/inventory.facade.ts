import { Injectable } from '@nestjs/common';
import { BookableWorkOrderService, type HeldWorkOrder } from './stock/application/bookable-work-order.service.js';
import { LedgerCheckService, type LedgerReport } from './stock/application/ledger-check.service.js';
import { PlannedPartService, type PartPlan } from './stock/application/planned-part.service.js';
import { StockBookingService, type BookingRequest } from './stock/application/stock-booking.service.js';
import { WorkOrderStockService } from './stock/application/work-order-stock.service.js';

export type PartUse = BookingRequest & { readonly partId: string };

/**
 * The operations that other contexts and the command line may use. What is booked for a work order joins the transaction of the caller,
 * and otherwise is one of its own.
 */
@Injectable()
export class InventoryFacade {
  constructor(
    private readonly ledger: LedgerCheckService,
    private readonly workOrders: BookableWorkOrderService,
    private readonly booking: StockBookingService,
    private readonly planning: PlannedPartService,
    private readonly parts: WorkOrderStockService,
  ) {}

  /** Compares stock and value with the sums of the ledger, for the current tenant. */
  verifyLedger(): Promise<LedgerReport> {
    return this.ledger.verify();
  }

  /**
   * Registers, at start, how to find a work order that a booking names, and to keep its status until the transaction ends.
   * @param hold undefined for one that the caller does not see; not called for bookings without a work order
   */
  holdWorkOrdersBy(hold: (workOrderId: string) => Promise<HeldWorkOrder | undefined>): void {
    this.workOrders.register(hold);
  }

  /** Sets how many of a part a work order needs from a location, and sets aside what is free. */
  plan(workOrderId: string, plan: PartPlan): Promise<void> {
    return this.planning.plan(workOrderId, plan);
  }

  /** Plans none of a part any more. @param locationId null for all */
  release(workOrderId: string, partId: string, locationId: string | null): Promise<void> {
    return this.planning.release(workOrderId, partId, locationId);
  }

  /** Takes parts out of stock for a work order: those that are set aside for it, and free ones. @throws DomainError 409 that names what lies where */
  async use(workOrderId: string, { partId, ...request }: PartUse): Promise<void> {
    await this.booking.issue(partId, { ...request, workOrderId, isPartInBody: true });
  }

  /** Brings parts back that a work order has used, at what they cost. */
  async return(workOrderId: string, { partId, ...request }: PartUse): Promise<void> {
    await this.booking.return(partId, { ...request, workOrderId, isPartInBody: true });
  }

  /** Work has been completed: what is set aside still is free again. */
  free(workOrderId: string): Promise<void> {
    return this.parts.free(workOrderId);
  }

  /** The reverse of `free`, as far as nobody has taken the parts meanwhile. */
  reserveAgain(workOrderId: string): Promise<void> {
    return this.parts.reserveAgain(workOrderId);
  }

  /** Work will not be done: what was used comes back, and nothing is set aside. */
  takeBack(workOrderId: string): Promise<void> {
    return this.parts.takeBack(workOrderId);
  }
}
