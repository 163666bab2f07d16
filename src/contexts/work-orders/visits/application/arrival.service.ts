import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { forbidden, refuse } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { assertMay } from '../../orders/application/work-order-caller.js';
import { WorkOrderAccessService } from '../../orders/application/work-order-access.service.js';
import { closedWorkOrder } from '../../orders/domain/work-order.errors.js';
import { WorkOrderHistoryEntry, type Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { isOpen } from '../../orders/domain/work-order-status.js';
import { alreadyArrived, openElsewhere, overlappingVisit } from '../domain/work-log.errors.js';
import { WorkLog, type Arrival } from '../domain/work-log.entity.js';
import { VisitLocksService } from './visit-locks.service.js';
import { openWorkLog, overlappingWorkLog } from './work-log.queries.js';

export interface ArrivalRequest extends Omit<Arrival, 'workOrderId' | 'technicianId'> {
  /** The caller unless given. */
  readonly technicianId?: string | undefined;
  /** Whether a visit that is still open ends when this one begins. */
  readonly closeOpen: boolean;
}

/** Begins visits, at most one at a time for each technician. */
@Injectable()
export class ArrivalService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: WorkOrderAccessService,
    private readonly locks: VisitLocksService,
  ) {}

  /** @returns the id of the work log */
  async arrive(workOrderId: string, { closeOpen, ...request }: ArrivalRequest): Promise<string> {
    const technicianId = technicianOf(request.technicianId);
    await this.access.assertVisible(workOrderId);
    return this.unitOfWork.transactional(async (em) => {
      await this.locks.lockWorkingTechnician(technicianId);
      const open = await this.db.one(openWorkLog, { technicianId });
      const { status, position } = await this.locks.lockWorkOrder(workOrderId, ...(open ? [open.workOrderId] : []));
      if (!isOpen(status)) throw closedWorkOrder(status);
      const act = this.access.act();
      const log = WorkLog.arrive({ ...request, workOrderId, technicianId }, position, act);
      const left = await this.leave(em, log, closeOpen);
      await this.assertFree(log, left);
      await this.unitOfWork.commit(...(left ? [left] : []), log, arrived(log, act));
      return log.id;
    });
  }

  /** Looked for after the work orders are locked, since that of the open visit may just have been completed. */
  private async leave(em: EntityManager, log: WorkLog, closeOpen: boolean): Promise<WorkLog | null> {
    const { technicianId, workOrderId, arrivedAt } = log;
    const open = await em.findOne(WorkLog, { technicianId, status: { $ne: 'completed' } });
    if (!open) return null;
    if (!closeOpen) throw refusalOf(open, workOrderId);
    if (arrivedAt < open.arrivedAt) throw refuse(overlappingVisit, { members: { workLogId: open.id } });
    open.close(arrivedAt, 'next_arrival');
    return open;
  }

  private async assertFree({ id, technicianId, arrivedAt }: WorkLog, left: WorkLog | null): Promise<void> {
    const span = { technicianId, from: arrivedAt, until: null };
    const other = await this.db.one(overlappingWorkLog, { ...span, id: left?.id ?? id });
    if (other) throw refuse(overlappingVisit, { members: { workLogId: other.id } });
  }
}

function arrived({ workOrderId, technicianId, arrivalReason }: WorkLog, act: Act): WorkOrderHistoryEntry {
  const facts = { action: 'arrived', newValue: technicianId, notes: arrivalReason ?? null };
  return WorkOrderHistoryEntry.of(workOrderId, act, facts);
}

/** @throws DomainError 403 for others without the permission, and for the system, which works nowhere */
function technicianOf(given: string | undefined): string {
  const caller = currentUserId();
  if (given !== undefined && given !== caller) assertMay('work_logs:record_for_others');
  const technicianId = given ?? caller;
  if (technicianId === null) throw refuse(forbidden, { detail: 'Only users can arrive.' });
  return technicianId;
}

function refusalOf(open: WorkLog, workOrderId: string) {
  if (open.workOrderId === workOrderId) return refuse(alreadyArrived, { members: { workLogId: open.id } });
  return refuse(openElsewhere, { members: { workLogId: open.id, workOrderId: open.workOrderId } });
}
