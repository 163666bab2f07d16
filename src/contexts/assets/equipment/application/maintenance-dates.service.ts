import { Injectable } from '@nestjs/common';
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { TenantDb, UnitOfWork } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { Equipment } from '../domain/equipment.entity.js';
import { lockMachines } from './maintenance-dates.queries.js';
import { setNextMaintenance } from './maintenance-dates.writes.js';

/**
 * Stores dates of a machine that other contexts calculate. They are calculated after the machine is locked, so that of two concurrent
 * changes the later one sees the earlier one. Joins the open transaction.
 */
@Injectable()
export class MaintenanceDatesService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async record(id: string, lastAt: () => Promise<Date | null>): Promise<void> {
    await this.unitOfWork.transactional(async (em) => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
      const equipment = await em.findOneOrFail(Equipment, { id }, lock);
      equipment.recordMaintenance(await lastAt());
      await this.unitOfWork.commit(equipment);
    });
  }

  /** One statement for all machines, which leaves their version as it is because nobody edited them. */
  async setNext(ids: readonly string[], nextAt: () => Promise<ReadonlyMap<string, string | null>>): Promise<void> {
    if (ids.length === 0) return;
    await this.unitOfWork.transactional(async () => {
      await this.db.run(lockMachines, { ids });
      const next = await nextAt();
      const values = { ids: [...next.keys()], next: [...next.values()], at: new Date() };
      await this.unitOfWork.execute(setNextMaintenance.bind(currentTenant().schema, values));
    });
  }
}
