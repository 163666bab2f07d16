import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { TenantDb } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { Equipment } from '../domain/equipment.entity.js';
import { lockHierarchy, machinesBelow } from './equipment-hierarchy.queries.js';
import { lockMachines } from './maintenance-dates.queries.js';

/** Keeps what is part of what as it is until the end of the open transaction, so that it can be judged and changed. */
@Injectable()
export class EquipmentPlacementService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
  ) {}

  async lockHierarchy(): Promise<void> {
    await this.db.run(lockHierarchy, { schema: currentTenant().schema });
  }

  /**
   * The same, and locks the machine and all below it, in the order of ids like everybody who locks several.
   * @returns the ids of those below
   */
  async lockTree(id: string): Promise<string[]> {
    const { schema } = currentTenant();
    const [, found] = await this.db.batch(lockHierarchy.bind(schema, { schema }), machinesBelow.bind(schema, { id }));
    const below = found!.rows.map((row) => row['id'] as string);
    await this.db.run(lockMachines, { ids: [id, ...below] });
    return below;
  }

  machines(ids: readonly string[]): Promise<Equipment[]> {
    return this.em.find(Equipment, { id: { $in: [...ids] } });
  }
}
