import { Module } from '@nestjs/common';
import { AssetsModule } from '#contexts/assets';
import { InventoryModule } from '#contexts/inventory';
import { IdentityFacade } from '#contexts/identity';
import { TenancyFacade } from '#contexts/tenancy';
import { WorkHandoverService } from './handover/application/work-handover.service.js';
import { facilitySummary } from './facility-summary/facility-summary.providers.js';
import { handover } from './handover/handover.providers.js';
import { comments } from './comments/comments.providers.js';
import { costs } from './costs/costs.providers.js';
import { deadlines } from './deadlines/deadlines.providers.js';
import { dispatch } from './dispatch/dispatch.providers.js';
import { myWork } from './my-work/my-work.providers.js';
import { links } from './links/links.providers.js';
import { anySchedule } from './maintenance/application/maintenance-schedule.queries.js';
import { maintenance } from './maintenance/maintenance.providers.js';
import { orders } from './orders/orders.providers.js';
import { requests } from './requests/requests.providers.js';
import { visits } from './visits/visits.providers.js';
import { WorkOrdersFacade } from './work-orders.facade.js';

@Module({
  imports: [AssetsModule, InventoryModule],
  controllers: [
    ...orders.controllers,
    ...comments.controllers,
    ...links.controllers,
    ...dispatch.controllers,
    ...myWork.controllers,
    ...visits.controllers,
    ...costs.controllers,
    ...maintenance.controllers,
    ...requests.controllers,
    ...facilitySummary.controllers,
  ],
  providers: [
    WorkOrdersFacade,
    ...orders.providers,
    ...comments.providers,
    ...links.providers,
    ...dispatch.providers,
    ...myWork.providers,
    ...visits.providers,
    ...costs.providers,
    ...deadlines.providers,
    ...maintenance.providers,
    ...handover.providers,
    ...requests.providers,
    ...facilitySummary.providers,
  ],
  exports: [WorkOrdersFacade],
})
export class WorkOrdersModule {
  constructor(tenancy: TenancyFacade, identity: IdentityFacade, work: WorkHandoverService) {
    identity.setWorkKeeper(work);
    tenancy.addOnboardingStep('first_schedule', anySchedule);
  }
}
