import { Injectable } from '@nestjs/common';
import { refuse } from '#libs/kernel';
import { unknownWorkOrder } from '../../inventory.refusals.js';

/** A work order that keeps its status until the transaction ends. */
export interface HeldWorkOrder {
  readonly status: string;
  /** Whether there is work to do still, for which parts can be set aside. */
  readonly isOpen: boolean;
}

/** Undefined for one that the caller does not see. @throws DomainError `work_order.closed` when no parts may be booked for it any more */
type Hold = (workOrderId: string) => Promise<HeldWorkOrder | undefined>;

/** Holds the work order of a booking. The context of work orders registers how at start, since this one must not depend on it. */
@Injectable()
export class BookableWorkOrderService {
  private holding: Hold | undefined;

  register(hold: Hold): void {
    this.holding = hold;
  }

  /**
   * In the transaction of the booking: a work order that ends meanwhile waits, and takes back what was booked before.
   * @throws DomainError 422 `work_order.unknown`, the same for what does not exist; `work_order.closed`
   */
  async hold(workOrderId: string): Promise<HeldWorkOrder> {
    const held = await this.holding?.(workOrderId);
    if (!held) throw refuse(unknownWorkOrder);
    return held;
  }
}
