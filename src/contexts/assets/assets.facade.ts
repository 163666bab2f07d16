import { Injectable } from '@nestjs/common';
import {
  AssetReferenceService,
  type AssetKind,
  type ReferenceCount,
} from './places/application/asset-reference.service.js';
import type { EquipmentCounts } from './equipment/application/equipment-counts.queries.js';
import { CustomFieldUseService, type CustomFieldUse } from './custom-fields/application/custom-field-use.service.js';
import {
  CustomFieldValuesService,
  type CustomValues,
} from './custom-fields/application/custom-field-values.service.js';
import { EquipmentHierarchyService } from './equipment/application/equipment-hierarchy.service.js';
import { MaintenanceDatesService } from './equipment/application/maintenance-dates.service.js';
import { WorkPlaceService } from './equipment/application/work-place.service.js';
import type { PlaceReference, WorkPlace } from './equipment/domain/work-place.js';

/** The operations that other contexts may use. */
@Injectable()
export class AssetsFacade {
  constructor(
    private readonly workPlaces: WorkPlaceService,
    private readonly maintenance: MaintenanceDatesService,
    private readonly references: AssetReferenceService,
    private readonly hierarchy: EquipmentHierarchyService,
    private readonly customValues: CustomFieldValuesService,
    private readonly customUses: CustomFieldUseService,
  ) {}

  /**
   * Resolves the place of new work from a machine or a facility. It needs one statement, so it can be part of `TenantDb.inOneRoundTrip`.
   * @throws 422 naming the field: unknown, decommissioned, inactive
   */
  workPlace(named: PlaceReference): Promise<WorkPlace> {
    return this.workPlaces.find(named);
  }

  /** The machines of a facility by state; undefined for one that the caller does not see. One statement, as {@link workPlace}. */
  equipmentCounts(facilityId: string): Promise<EquipmentCounts | undefined> {
    return this.hierarchy.countsOfFacility(facilityId);
  }

  /**
   * Records when the last completed maintenance of the machine ended; joins the open transaction.
   * @param lastAt called after the machine is locked; null when none is completed, as after the only one was reopened
   */
  recordMaintenance(equipmentId: string, lastAt: () => Promise<Date | null>): Promise<void> {
    return this.maintenance.record(equipmentId, lastAt);
  }

  /**
   * Records when the next maintenance of each machine is due; joins the open transaction.
   * @param nextAt called after the machines are locked; null for a machine without planned maintenance
   */
  setNextMaintenance(
    equipmentIds: readonly string[],
    nextAt: () => Promise<ReadonlyMap<string, string | null>>,
  ): Promise<void> {
    return this.maintenance.setNext(equipmentIds, nextAt);
  }

  /**
   * Reads the custom fields of work orders, in one statement as {@link workPlace}, and returns the check of these values.
   * @param before values that are there already, and stay valid
   */
  customValuesOfWork(values: CustomValues, before?: CustomValues): Promise<() => void> {
    return this.customValues.check('work_order', values, before);
  }

  /** What the custom fields of work orders must contain, as JSON. @param conditions such as `stops:6` @throws 400 `custom_field.invalid_filter` */
  customFilterOfWork(conditions: readonly string[]): Promise<string> {
    return this.customValues.filter('work_order', conditions);
  }

  /** Registers, at start, the count of values in custom fields that the caller's context keeps. */
  countCustomValues(name: string, use: CustomFieldUse): void {
    this.customUses.register(name, use);
  }

  /**
   * Registers, at start, rows of the caller's context that prevent the deletion of facilities, buildings or machines.
   * @param count called in `TenantDb.inOneRoundTrip` with those of other contexts
   * @param name the name of the count in the problem, such as `workOrders`
   */
  countReferences(kind: AssetKind, name: string, count: ReferenceCount): void {
    this.references.register(kind, name, count);
  }
}
