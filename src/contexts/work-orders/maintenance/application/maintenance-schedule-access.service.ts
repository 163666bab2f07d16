import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { assertVersion, TenantDb, UnitOfWork } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { MaintenanceSchedule } from '../domain/maintenance-schedule.entity.js';
import type { SettledDates } from '../domain/next-date.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { MachineDatesService } from './machine-dates.service.js';
import { settledDates, settledOf } from './settled-dates.queries.js';

/** Loads a schedule for a change and saves it together with the next maintenance of its machine. */
@Injectable()
export class MaintenanceScheduleAccessService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly machines: MachineDatesService,
  ) {}

  act(): Act {
    return { by: currentUserId(), at: this.clock.now() };
  }

  async add(schedule: MaintenanceSchedule): Promise<void> {
    await this.unitOfWork.transactional(() => this.save(schedule));
  }

  /**
   * Locks the schedule, because a generation moves its dates without changing the version.
   * @throws DomainError 404; 412 for a stale version
   */
  async change(id: string, version: number, step: (schedule: MaintenanceSchedule) => unknown): Promise<void> {
    await this.unitOfWork.transactional(async () => {
      const schedule = await this.load(id, version);
      await step(schedule);
      await this.save(schedule);
    });
  }

  /** Refused by the database while something refers to it. */
  async remove(id: string, version: number): Promise<void> {
    await this.unitOfWork.transactional(async () => {
      const schedule = await this.load(id, version);
      await this.unitOfWork.remove(schedule);
      await this.machines.schedulesChanged([schedule.equipmentId]);
    });
  }

  /** Call it with the schedule locked. */
  async settledDates(scheduleId: string): Promise<SettledDates> {
    return settledOf((await this.db.one(settledDates, { scheduleId }))!);
  }

  private async load(id: string, version: number): Promise<MaintenanceSchedule> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const schedule = await this.em.findOne(MaintenanceSchedule, { id }, lock);
    if (!schedule) throw notFound();
    assertVersion(schedule, version);
    return schedule;
  }

  private async save(schedule: MaintenanceSchedule): Promise<void> {
    await this.unitOfWork.commit(schedule);
    await this.machines.schedulesChanged([schedule.equipmentId]);
  }
}
