import { Injectable } from '@nestjs/common';
import type { Statement, StatementResult } from '#libs/database';
import { AssetReferences, type AssetKind, type ReferenceCount } from './application/asset-references.js';
import { EquipmentService } from './application/equipment.service.js';
import { WorkPlaceService } from './application/work-place.service.js';
import type { PlaceReference, WorkPlace } from './domain/work-place.js';

/** What other contexts may ask or command. */
@Injectable()
export class AssetsFacade {
  constructor(
    private readonly workPlaces: WorkPlaceService,
    private readonly equipment: EquipmentService,
    private readonly references: AssetReferences,
  ) {}

  /** The place that a machine or facility means for new work. @throws 422 naming the field: unknown, decommissioned, inactive */
  workPlace(named: PlaceReference): Promise<WorkPlace> {
    return this.workPlaces.find(named);
  }

  /** {@link workPlace} for callers who ask more in the same round trip: the statement … @throws 422 when no place is named */
  workPlaceStatement(named: PlaceReference): Statement {
    return this.workPlaces.question(named);
  }

  /** … and what its result means. @throws as {@link workPlace} */
  readWorkPlace(named: PlaceReference, result: StatementResult): WorkPlace {
    return this.workPlaces.answer(named, result);
  }

  /** Notes on the machine that maintenance ended at that time; joins the open transaction. */
  recordMaintenance(equipmentId: string, at: Date): Promise<void> {
    return this.equipment.recordMaintenance(equipmentId, at);
  }

  /**
   * Told once, at start: rows of the caller that point at facilities, buildings or machines forbid deleting these.
   * @param name in the words of the answer that gives the counts, such as `workOrders`
   */
  countReferences(kind: AssetKind, name: string, count: ReferenceCount): void {
    this.references.register(kind, name, count);
  }
}
