import { Module, type OnModuleInit } from '@nestjs/common';
import { AssetsFacade, AssetsModule } from '#contexts/assets';
import { maintenance } from './maintenance/maintenance.providers.js';
import {
  archivedOfEquipment,
  archivedOfFacility,
  requestsOfEquipment,
  requestsOfFacility,
  schedulesOfEquipment,
  workOrdersOfEquipment,
  workOrdersOfFacility,
} from './orders/application/reference.queries.js';
import { orders } from './orders/orders.providers.js';
import { WorkOrdersFacade } from './work-orders.facade.js';

@Module({
  imports: [AssetsModule],
  controllers: [...orders.controllers, ...maintenance.controllers],
  providers: [WorkOrdersFacade, ...orders.providers, ...maintenance.providers],
  exports: [WorkOrdersFacade],
})
export class WorkOrdersModule implements OnModuleInit {
  constructor(private readonly assets: AssetsFacade) {}

  onModuleInit(): void {
    this.assets.countReferences('facility', 'workOrders', workOrdersOfFacility);
    this.assets.countReferences('facility', 'archivedWorkOrders', archivedOfFacility);
    this.assets.countReferences('facility', 'serviceRequests', requestsOfFacility);
    this.assets.countReferences('equipment', 'workOrders', workOrdersOfEquipment);
    this.assets.countReferences('equipment', 'archivedWorkOrders', archivedOfEquipment);
    this.assets.countReferences('equipment', 'serviceRequests', requestsOfEquipment);
    this.assets.countReferences('equipment', 'maintenanceSchedules', schedulesOfEquipment);
  }
}
