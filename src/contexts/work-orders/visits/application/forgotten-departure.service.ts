import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenantSettingsFacade } from '#contexts/tenancy';
import { isoUtc, TenantDb, UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { WorkOrderHistoryEntry } from '../../orders/domain/work-order-history-entry.entity.js';
import { WorkLog } from '../domain/work-log.entity.js';
import { earliestOpenVisit, visitsOpenSince, type DueVisit } from './forgotten-departure.queries.js';
import { VisitLocksService } from './visit-locks.service.js';

/** The value of `tenant_wakeups.kind`. */
export const VISITS = 'visits';

const HOUR = 3_600_000;

/** Ends visits from which nobody departed, as many hours after their arrival as the settings of the account say. */
@Injectable()
export class ForgottenDepartureService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly locks: VisitLocksService,
    private readonly settings: TenantSettingsFacade,
    private readonly clock: Clock,
  ) {}

  /** @returns when the next one is due; null while nobody is anywhere */
  async closeDue(): Promise<Date | null> {
    const limit = await this.limit();
    const due = await this.db.run(visitsOpenSince, { time: new Date(this.clock.now().getTime() - limit) });
    for (const visit of due) await this.unitOfWork.transactional((em) => this.close(em, visit, limit));
    const { at } = (await this.db.one(earliestOpenVisit, {}))!;
    return at === null ? null : new Date(Date.parse(isoUtc(at)) + limit);
  }

  async dueAt(arrivedAt: Date): Promise<Date> {
    return new Date(arrivedAt.getTime() + (await this.limit()));
  }

  /**
   * Once, however many processes try: the lock comes first, and who comes later finds the visit closed.
   * @param limit in milliseconds
   */
  private async close(em: EntityManager, visit: DueVisit, limit: number): Promise<void> {
    const { id, workOrderId, workOrderNumber, title } = visit;
    await this.locks.lockWorkOrder(workOrderId);
    const log = await em.findOne(WorkLog, { id });
    if (!log?.isOpen || this.clock.now().getTime() - log.arrivedAt.getTime() < limit) return;
    log.forget(new Date(log.arrivedAt.getTime() + limit), { workOrderNumber, title });
    const facts = { action: 'departure_forgotten', newValue: log.technicianId };
    const entry = WorkOrderHistoryEntry.of(workOrderId, { by: null, at: this.clock.now() }, facts);
    await this.unitOfWork.commit(log, entry);
  }

  private async limit(): Promise<number> {
    return (await this.settings.inForce()).forgottenDepartureHours * HOUR;
  }
}
