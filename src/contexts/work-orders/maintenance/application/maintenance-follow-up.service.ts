import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { MaintenanceSchedule } from '../domain/maintenance-schedule.entity.js';
import {
  TransitionEffectsService,
  type TransitionEffect,
} from '../../orders/application/transition-effects.service.js';
import type { WorkOrder } from '../../orders/domain/work-order.entity.js';
import { MachineDatesService } from './machine-dates.service.js';
import { settledDates, settledOf } from './settled-dates.queries.js';

/**
 * Updates the schedule and the machine of a work order that has ended or was reopened. Joins the transaction of the transition. Locks
 * the schedule before its machine, in the same order as the generation, so that there are no deadlocks.
 */
@Injectable()
export class MaintenanceFollowUpService implements TransitionEffect, OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly machines: MachineDatesService,
    private readonly effects: TransitionEffectsService,
  ) {}

  onModuleInit(): void {
    this.effects.add(this);
  }

  /** After a cancellation or rejection the dates stay, and the next work order can be made. */
  async ended(workOrder: WorkOrder): Promise<void> {
    if (workOrder.status === 'completed') await this.completionsChanged(workOrder);
    else await this.follow(workOrder, (schedule) => schedule.workOrderEnded(this.clock.now()));
  }

  /** Its completion was taken back. */
  reopened(workOrder: WorkOrder): Promise<void> {
    return this.completionsChanged(workOrder);
  }

  private async completionsChanged(workOrder: WorkOrder): Promise<void> {
    const schedule = await this.follow(workOrder, async (followed) => {
      const row = await this.db.one(settledDates, { scheduleId: followed.id });
      followed.completionsChanged(settledOf(row!), this.clock.now());
    });
    const { type, equipmentId } = workOrder;
    if (type === 'maintenance' && equipmentId) await this.machines.completionsChanged(equipmentId);
    if (schedule) await this.machines.schedulesChanged([schedule.equipmentId]);
  }

  /** Locks the schedule, so that it waits for a generation or an edit instead of failing. */
  private async follow(
    { maintenanceScheduleId: id }: WorkOrder,
    change: (schedule: MaintenanceSchedule) => void | Promise<void>,
  ): Promise<MaintenanceSchedule | undefined> {
    if (!id) return undefined;
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const schedule = await this.em.findOneOrFail(MaintenanceSchedule, { id }, lock);
    await change(schedule);
    await this.unitOfWork.commit(schedule);
    return schedule;
  }
}
