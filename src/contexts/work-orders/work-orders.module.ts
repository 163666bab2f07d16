import { Module } from '@nestjs/common';
import { AssetsModule } from '#contexts/assets';
import { FilesModule } from '#contexts/files';
import { InventoryModule } from '#contexts/inventory';
import { IdentityFacade } from '#contexts/identity';
import { TenancyFacade } from '#contexts/tenancy';
import { WorkHandoverService } from './handover/application/work-handover.service.js';
import { facilitySummary } from './facility-summary/facility-summary.providers.js';
import { health } from './health/health.providers.js';
import { handover } from './handover/handover.providers.js';
import { attachments } from './attachments/attachments.providers.js';
import { comments } from './comments/comments.providers.js';
import { costs } from './costs/costs.providers.js';
import { crew } from './crew/crew.providers.js';
import { deadlines } from './deadlines/deadlines.providers.js';
import { dispatch } from './dispatch/dispatch.providers.js';
import { myWork } from './my-work/my-work.providers.js';
import { links } from './links/links.providers.js';
import { anySchedule } from './maintenance/application/maintenance-schedule.queries.js';
import { maintenance } from './maintenance/maintenance.providers.js';
import { orders } from './orders/orders.providers.js';
import { reports } from './reports/reports.providers.js';
import { requests } from './requests/requests.providers.js';
import { visits } from './visits/visits.providers.js';
import { WorkOrdersFacade } from './work-orders.facade.js';

@Module({
  imports: [AssetsModule, FilesModule, InventoryModule],
  controllers: [
    ...orders.controllers,
    ...comments.controllers,
    ...attachments.controllers,
    ...links.controllers,
    ...crew.controllers,
    ...dispatch.controllers,
    ...myWork.controllers,
    ...visits.controllers,
    ...costs.controllers,
    ...maintenance.controllers,
    ...requests.controllers,
    ...facilitySummary.controllers,
    ...health.controllers,
    ...reports.controllers,
  ],
  providers: [
    WorkOrdersFacade,
    ...orders.providers,
    ...comments.providers,
    ...attachments.providers,
    ...links.providers,
    ...crew.providers,
    ...dispatch.providers,
    ...myWork.providers,
    ...visits.providers,
    ...costs.providers,
    ...deadlines.providers,
    ...maintenance.providers,
    ...handover.providers,
    ...requests.providers,
    ...facilitySummary.providers,
    ...health.providers,
    ...reports.providers,
  ],
  exports: [WorkOrdersFacade],
})
export class WorkOrdersModule {
  constructor(tenancy: TenancyFacade, identity: IdentityFacade, work: WorkHandoverService) {
    identity.setWorkKeeper(work);
    tenancy.addOnboardingStep('first_schedule', anySchedule);
  }
}
