import { Injectable } from '@nestjs/common';
import { mustChange, unknownReference, UnitOfWork, type Statement } from '#libs/database';
import { Clock, refuse, uuidv7 } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { partNotPlanned, workOrderClosed } from '../../inventory.refusals.js';
import { DEFAULT_LOCATION_ID } from '../domain/stock-limits.js';
import { BookableWorkOrderService } from './bookable-work-order.service.js';
import { lockPart } from './part-lock.queries.js';
import { forgetUnplanned, setAside, setPlanned, unplan } from './planned-part.writes.js';

export interface PartPlan {
  readonly partId: string;
  readonly quantity: number;
  readonly locationId?: string | undefined;
}

/** Plans parts for work orders, and sets aside what is free. */
@Injectable()
export class PlannedPartService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly workOrders: BookableWorkOrderService,
  ) {}

  /** Sets how many the work order needs from a location, whatever was planned before. */
  plan(workOrderId: string, { partId, quantity, locationId = DEFAULT_LOCATION_ID }: PartPlan): Promise<void> {
    return this.change(workOrderId, partId, (schema, at) => {
      const by = currentUserId();
      const plan = { id: uuidv7(), workOrderId, partId, locationId, quantity, by, at };
      return { before: [setPlanned.bind(schema, plan)], after: [] };
    });
  }

  /** Plans none of a part, at one location or any. @throws DomainError `part.not_planned` */
  release(workOrderId: string, partId: string, locationId: string | null): Promise<void> {
    return this.change(workOrderId, partId, (schema, at) => ({
      before: [mustChange(unplan.bind(schema, { workOrderId, partId, locationId, at }), () => refuse(partNotPlanned))],
      after: [forgetUnplanned.bind(schema, { workOrderId, partId })],
    }));
  }

  private async change(
    workOrderId: string,
    partId: string,
    statements: (schema: string, at: Date) => Record<'before' | 'after', readonly Statement[]>,
  ): Promise<void> {
    const { schema } = currentTenant();
    const at = this.clock.now();
    const { before, after } = statements(schema, at);
    const anew = setAside.bind(schema, { workOrderId, partId, isOpen: true, at });
    await this.unitOfWork.transactional(async () => {
      await this.assertOpen(workOrderId);
      await this.send([lockPart.bind(schema, { partId }), ...before, anew, ...after]);
    });
  }

  private async assertOpen(workOrderId: string): Promise<void> {
    const { status, isOpen } = await this.workOrders.hold(workOrderId);
    if (isOpen) return;
    throw refuse(workOrderClosed, {
      detail: `The work order is ${status}: it needs no more parts.`,
      members: { currentStatus: status },
    });
  }

  private async send(statements: readonly Statement[]): Promise<void> {
    try {
      await this.unitOfWork.writeMany({ statements, audits: [], events: [] });
    } catch (error) {
      throw unknownReference(error) ?? error;
    }
  }
}
