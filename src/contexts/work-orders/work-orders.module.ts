import { Module } from '@nestjs/common';
import { AssetsModule } from '#contexts/assets';
import { InventoryModule } from '#contexts/inventory';
import { TenancyFacade } from '#contexts/tenancy';
import { anySchedule } from './maintenance/application/maintenance-schedule.queries.js';
import { maintenance } from './maintenance/maintenance.providers.js';
import { orders } from './orders/orders.providers.js';
import { visits } from './visits/visits.providers.js';
import { WorkOrdersFacade } from './work-orders.facade.js';

@Module({
  imports: [AssetsModule, InventoryModule],
  controllers: [...orders.controllers, ...visits.controllers, ...maintenance.controllers],
  providers: [WorkOrdersFacade, ...orders.providers, ...visits.providers, ...maintenance.providers],
  exports: [WorkOrdersFacade],
})
export class WorkOrdersModule {
  constructor(tenancy: TenancyFacade) {
    tenancy.addOnboardingStep('first_schedule', anySchedule);
  }
}
