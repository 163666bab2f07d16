import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { assertVersion, TenantDb, UnitOfWork } from '#libs/database';
import { notFound, refuse } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { assertMay } from '../../orders/application/work-order-caller.js';
import { WorkOrderAccessService } from '../../orders/application/work-order-access.service.js';
import { pullHistory, WorkOrderHistoryEntry, type Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { WorkOrder } from '../../orders/domain/work-order.entity.js';
import { overlappingVisit } from '../domain/work-log.errors.js';
import { minutesOf } from '../domain/logged-minutes.js';
import { WorkLog, type Correction, type Departure } from '../domain/work-log.entity.js';
import { VisitLocksService, type VisitPlace } from './visit-locks.service.js';
import { overlappingWorkLog } from './work-log.queries.js';
import { WorkLogService } from './work-log.service.js';

/** Ends visits and corrects them. */
@Injectable()
export class WorkLogChangeService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: WorkOrderAccessService,
    private readonly locks: VisitLocksService,
    private readonly logs: WorkLogService,
  ) {}

  async depart(id: string, version: number, departure: Departure): Promise<void> {
    await this.change(id, version, async (_em, log, { position }) => {
      if (log.technicianId !== currentUserId()) assertMay('work_logs:record_for_others');
      const act = this.access.act();
      log.depart(departure, position, act);
      const facts = { action: 'departed', newValue: log.technicianId, notes: log.departureReason ?? null };
      await this.unitOfWork.commit(log, WorkOrderHistoryEntry.of(log.workOrderId, act, facts));
    });
  }

  /** Completed work takes the hours that follow, unless hours were given by hand. */
  async correct(id: string, version: number, correction: Correction, reason: string): Promise<void> {
    await this.change(id, version, async (em, log) => {
      const act = this.access.act();
      const oldValue = described(log);
      if (!log.correct(correction, reason, act)) return;
      await this.assertFree(log);
      const facts = { action: 'work_log_corrected', oldValue, newValue: described(log), notes: reason };
      const workOrder = await this.recounted(em, log, act);
      const lines = [WorkOrderHistoryEntry.of(log.workOrderId, act, facts), ...pullHistory(workOrder)];
      await this.unitOfWork.commit(log, workOrder, ...lines);
    });
  }

  private async change(
    id: string,
    version: number,
    step: (em: EntityManager, log: WorkLog, place: VisitPlace) => Promise<void>,
  ): Promise<void> {
    const { technicianId, workOrderId } = await this.logs.get(id);
    await this.unitOfWork.transactional(async (em) => {
      await this.locks.lockTechnician(technicianId);
      const place = await this.locks.lockWorkOrder(workOrderId);
      const log = await em.findOne(WorkLog, { id });
      if (!log) throw notFound();
      assertVersion(log, version);
      await step(em, log, place);
    });
  }

  private async assertFree({ id, technicianId, arrivedAt, departedAt }: WorkLog): Promise<void> {
    const span = { id, technicianId, from: arrivedAt, until: departedAt ?? null };
    const other = await this.db.one(overlappingWorkLog, span);
    if (other) throw refuse(overlappingVisit, { members: { workLogId: other.id } });
  }

  private async recounted(em: EntityManager, { workOrderId }: WorkLog, act: Act): Promise<WorkOrder> {
    const workOrder = await em.findOneOrFail(WorkOrder, { id: workOrderId });
    workOrder.recountHours(minutesOf(await em.find(WorkLog, { workOrderId })), act);
    return workOrder;
  }
}

/** As the history of the work order tells it: an ISO 8601 interval, and the break. */
function described({ arrivedAt, departedAt, breakMinutes }: WorkLog): string {
  return `${arrivedAt.toISOString()}/${departedAt?.toISOString() ?? '..'}, break ${breakMinutes} min`;
}
