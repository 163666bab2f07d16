import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { countsOfFacility, type EquipmentCounts } from './equipment-counts.queries.js';
import { hierarchyOf, type MachineAbove } from './equipment-hierarchy.queries.js';

interface HierarchyView {
  readonly id: string;
  readonly parentId: string | null;
  readonly above: readonly MachineAbove[];
  readonly children: number;
  readonly below: EquipmentCounts;
}

/** Of which machines one is part, what is part of it, and how many machines stand in a facility. */
@Injectable()
export class EquipmentHierarchyService {
  constructor(private readonly db: TenantDb) {}

  async get(id: string): Promise<HierarchyView> {
    const row = await this.db.one(hierarchyOf, { id, user: linkedUser() });
    if (!row) throw notFound();
    return { ...row, above: row.above!, children: Number(row.children), below: row.below! };
  }

  /** The machines of a facility; undefined for one that the caller does not see. */
  async countsOfFacility(id: string): Promise<EquipmentCounts | undefined> {
    return (await this.db.one(countsOfFacility, { id, user: linkedUser() }))?.counts ?? undefined;
  }
}
