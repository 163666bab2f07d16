import { Injectable } from '@nestjs/common';
import { refuse } from '#libs/kernel';
import { unknownWorkOrder } from '../../inventory.refusals.js';

type SightCheck = (workOrderId: string) => Promise<boolean>;

/** Asks whether the caller sees a work order. The context of work orders registers how at start, since this one must not depend on it. */
@Injectable()
export class WorkOrderSightService {
  private isVisible: SightCheck | undefined;

  register(check: SightCheck): void {
    this.isVisible = check;
  }

  /** @throws DomainError 422 `work_order.unknown`, the same for what does not exist, which the foreign key finds */
  async assertVisible(workOrderId: string | null): Promise<void> {
    if (workOrderId === null || !this.isVisible) return;
    if (!(await this.isVisible(workOrderId))) throw refuse(unknownWorkOrder);
  }
}
