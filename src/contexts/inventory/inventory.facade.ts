import { Injectable } from '@nestjs/common';
import { LedgerCheckService, type LedgerReport } from './stock/application/ledger-check.service.js';
import { WorkOrderSightService } from './stock/application/work-order-sight.service.js';

/** The operations that other contexts and the command line may use. */
@Injectable()
export class InventoryFacade {
  constructor(
    private readonly ledger: LedgerCheckService,
    private readonly workOrders: WorkOrderSightService,
  ) {}

  /** Compares stock and value with the sums of the ledger, for the current tenant. */
  verifyLedger(): Promise<LedgerReport> {
    return this.ledger.verify();
  }

  /**
   * Registers, at start, how to find out whether the caller sees a work order that a booking names.
   * @param isVisible not called for bookings without a work order
   */
  checkWorkOrders(isVisible: (workOrderId: string) => Promise<boolean>): void {
    this.workOrders.register(isVisible);
  }
}
