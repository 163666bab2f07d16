import { Injectable } from '@nestjs/common';
import {
  AssetReferenceService,
  type AssetKind,
  type ReferenceCount,
} from './places/application/asset-reference.service.js';
import { MaintenanceDatesService } from './equipment/application/maintenance-dates.service.js';
import { WorkPlaceService } from './equipment/application/work-place.service.js';
import type { PlaceReference, WorkPlace } from './equipment/domain/work-place.js';

/** What other contexts may ask or command. */
@Injectable()
export class AssetsFacade {
  constructor(
    private readonly workPlaces: WorkPlaceService,
    private readonly maintenance: MaintenanceDatesService,
    private readonly references: AssetReferenceService,
  ) {}

  /**
   * The place that a machine or facility means for new work; one statement, so that it can be asked in `TenantDb.inOneRoundTrip`.
   * @throws 422 naming the field: unknown, decommissioned, inactive
   */
  workPlace(named: PlaceReference): Promise<WorkPlace> {
    return this.workPlaces.find(named);
  }

  /**
   * When the last maintenance of the machine that is completed ended; joins the open transaction.
   * @param lastAt is asked with the machine locked; null when none is, as after the only one was opened again
   */
  recordMaintenance(equipmentId: string, lastAt: () => Promise<Date | null>): Promise<void> {
    return this.maintenance.record(equipmentId, lastAt);
  }

  /**
   * When the next maintenance of machines is due; joins the open transaction.
   * @param nextAt is asked with the machines locked, and answers for each; null where nothing is planned
   */
  setNextMaintenance(
    equipmentIds: readonly string[],
    nextAt: () => Promise<ReadonlyMap<string, string | null>>,
  ): Promise<void> {
    return this.maintenance.setNext(equipmentIds, nextAt);
  }

  /**
   * Told once, at start: rows of the caller that point at facilities, buildings or machines forbid deleting these.
   * @param count is asked in `TenantDb.inOneRoundTrip` with those of others
   * @param name in the words of the answer that gives the counts, such as `workOrders`
   */
  countReferences(kind: AssetKind, name: string, count: ReferenceCount): void {
    this.references.register(kind, name, count);
  }
}
