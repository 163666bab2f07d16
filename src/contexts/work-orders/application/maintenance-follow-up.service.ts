import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { MaintenanceSchedule } from '../domain/maintenance-schedule.entity.js';
import type { WorkOrder } from '../domain/work-order.entity.js';

/** What the end of a work order means for the schedule that it was made from. */
@Injectable()
export class MaintenanceFollowUp {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Joins the transaction that ends the work order. The lock makes it wait for a generation or an edit, not fail. */
  async workOrderEnded({ maintenanceScheduleId: id, completedAt }: WorkOrder): Promise<void> {
    if (!id) return;
    const schedule = await this.em.findOneOrFail(MaintenanceSchedule, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    schedule.workOrderClosed(completedAt ?? null, this.clock.now());
    await this.unitOfWork.commit(schedule);
  }
}
