import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AssetsFacade } from '#contexts/assets';
import { TenantDb } from '#libs/database';
import {
  archivedOfEquipment,
  archivedOfFacility,
  requestsOfEquipment,
  requestsOfFacility,
  schedulesOfEquipment,
  workOrdersOfEquipment,
  workOrdersOfFacility,
  workOrdersWithAnyOf,
  workOrdersWithKey,
} from './reference.queries.js';

/** Tells the assets context what refers to a facility, machine or custom field here, so that it may not be deleted. */
@Injectable()
export class ReferenceCountService implements OnModuleInit {
  constructor(
    private readonly assets: AssetsFacade,
    private readonly db: TenantDb,
  ) {}

  onModuleInit(): void {
    this.assets.countReferences('facility', 'workOrders', this.counting(workOrdersOfFacility));
    this.assets.countReferences('facility', 'archivedWorkOrders', this.counting(archivedOfFacility));
    this.assets.countReferences('facility', 'serviceRequests', this.counting(requestsOfFacility));
    this.assets.countReferences('equipment', 'workOrders', this.counting(workOrdersOfEquipment));
    this.assets.countReferences('equipment', 'archivedWorkOrders', this.counting(archivedOfEquipment));
    this.assets.countReferences('equipment', 'serviceRequests', this.counting(requestsOfEquipment));
    this.assets.countReferences('equipment', 'maintenanceSchedules', this.counting(schedulesOfEquipment));
    this.assets.countCustomValues('workOrders', {
      withKey: (key) => this.db.count(workOrdersWithKey, { key }),
      withAnyOf: (values) => this.db.count(workOrdersWithAnyOf, { values }),
    });
  }

  private counting(query: typeof workOrdersOfFacility) {
    return (id: string): Promise<number> => this.db.count(query, { id });
  }
}
