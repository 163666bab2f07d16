import { Injectable } from '@nestjs/common';
import { isInUse, TenantDb } from '#libs/database';
import { refuse, type Refusal } from '#libs/kernel';
import {
  buildingsOfFacility,
  childrenOfEquipment,
  equipmentOfBuilding,
  equipmentOfFacility,
  movesOfFacility,
} from './reference.queries.js';

export type AssetKind = 'facility' | 'building' | 'equipment';
export type ReferenceCount = (id: string) => Promise<number>;

/**
 * Counts what refers to facilities, buildings and machines, so that a refused deletion can name it. Contexts register their counts at
 * start, since this context must not depend on them.
 */
@Injectable()
export class AssetReferenceService {
  private readonly counts: Readonly<Record<AssetKind, Map<string, ReferenceCount>>> = {
    facility: new Map(),
    building: new Map(),
    equipment: new Map(),
  };

  constructor(private readonly db: TenantDb) {
    this.register('facility', 'buildings', (id) => db.count(buildingsOfFacility, { id }));
    this.register('facility', 'equipment', (id) => db.count(equipmentOfFacility, { id }));
    this.register('facility', 'equipmentMoves', (id) => db.count(movesOfFacility, { id }));
    this.register('equipment', 'children', (id) => db.count(childrenOfEquipment, { id }));
    this.register('building', 'equipment', (id) => db.count(equipmentOfBuilding, { id }));
  }

  /** @param name the name of the count in the problem, such as `workOrders` */
  register(kind: AssetKind, name: string, count: ReferenceCount): void {
    this.counts[kind].set(name, count);
  }

  /** @throws DomainError 409 `<kind>.in_use` with the counts, including references that were added meanwhile */
  async removeUnreferenced(kind: AssetKind, id: string, inUse: Refusal, remove: () => Promise<void>): Promise<void> {
    const references = await this.count(kind, id);
    if (Object.keys(references).length > 0) throw refuse(inUse, { members: { references } });
    try {
      await remove();
    } catch (error) {
      if (!isInUse(error)) throw error;
      throw refuse(inUse, { members: { references: await this.count(kind, id) } });
    }
  }

  /** All counts in one round trip, without zeros. */
  private async count(kind: AssetKind, id: string): Promise<Record<string, number>> {
    const counting = this.db.inOneRoundTrip(() =>
      [...this.counts[kind]].map(async ([name, count]) => [name, await count(id)] as const),
    );
    const found = await Promise.all(counting);
    return Object.fromEntries(found.filter(([, count]) => count > 0));
  }
}
