import { Injectable } from '@nestjs/common';
import { isInUse, TenantDb } from '#libs/database';
import { refuse, type Refusal } from '#libs/kernel';
import { buildingsOfFacility, equipmentOfBuilding, equipmentOfFacility } from './reference.queries.js';

export type AssetKind = 'facility' | 'building' | 'equipment';
export type ReferenceCount = (id: string) => Promise<number>;

/**
 * What points at facilities, buildings and machines, so that a refusal to delete one can say why. The contexts below add
 * theirs when they start: assets cannot know them.
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
    this.register('building', 'equipment', (id) => db.count(equipmentOfBuilding, { id }));
  }

  /** @param name of what refers, in the answer's words: `workOrders` */
  register(kind: AssetKind, name: string, count: ReferenceCount): void {
    this.counts[kind].set(name, count);
  }

  /** @throws DomainError 409 `<kind>.in_use` with the counts, also of what has come to refer to it meanwhile */
  async removeUnreferred(kind: AssetKind, id: string, inUse: Refusal, remove: () => Promise<void>): Promise<void> {
    const references = await this.count(kind, id);
    if (Object.keys(references).length > 0) throw refuse(inUse, { members: { references } });
    try {
      await remove();
    } catch (error) {
      if (!isInUse(error)) throw error;
      throw refuse(inUse, { members: { references: await this.count(kind, id) } });
    }
  }

  /** In one round trip; only what there is. */
  private async count(kind: AssetKind, id: string): Promise<Record<string, number>> {
    const asked = this.db.inOneRoundTrip(() =>
      [...this.counts[kind]].map(async ([name, count]) => [name, await count(id)] as const),
    );
    const found = await Promise.all(asked);
    return Object.fromEntries(found.filter(([, count]) => count > 0));
  }
}
