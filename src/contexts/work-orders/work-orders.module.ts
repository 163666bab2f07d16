import { Module, type OnModuleInit } from '@nestjs/common';
import { AssetsFacade, AssetsModule } from '#contexts/assets';
import { AssigneeService } from './orders/application/assignee.service.js';
import { GenerationBatch } from './maintenance/application/generation-batch.service.js';
import { MachineDates } from './maintenance/application/machine-dates.service.js';
import { MaintenanceFollowUp } from './maintenance/application/maintenance-follow-up.service.js';
import { MaintenanceGeneration } from './maintenance/application/maintenance-generation.service.js';
import { MaintenanceScheduleDesk } from './maintenance/application/maintenance-schedule-desk.service.js';
import { MaintenanceScheduleService } from './maintenance/application/maintenance-schedule.service.js';
import {
  archivedOfEquipment,
  archivedOfFacility,
  requestsOfEquipment,
  requestsOfFacility,
  schedulesOfEquipment,
  workOrdersOfEquipment,
  workOrdersOfFacility,
} from './orders/application/reference.queries.js';
import { WorkOrderDesk } from './orders/application/work-order-desk.service.js';
import { WorkOrderFlow } from './orders/application/work-order-flow.service.js';
import { WorkOrderRecord } from './orders/application/work-order-record.service.js';
import { WorkOrderService } from './orders/application/work-order.service.js';
import { MaintenanceScheduleController } from './maintenance/http/maintenance-schedule.controller.js';
import { WorkOrderFlowController } from './orders/http/work-order-flow.controller.js';
import { WorkOrderRecordController } from './orders/http/work-order-record.controller.js';
import { WorkOrderController } from './orders/http/work-order.controller.js';
import { GenerateMaintenanceJob } from './maintenance/jobs/generate-maintenance.job.js';
import { GenerateOnRequestJob } from './maintenance/jobs/generate-on-request.job.js';
import { OnEquipmentRecommissionedSubscriber } from './maintenance/subscribers/on-equipment-recommissioned.subscriber.js';
import { OnMaintenanceScheduleChangedSubscriber } from './maintenance/subscribers/on-maintenance-schedule-changed.subscriber.js';
import { WorkOrdersFacade } from './work-orders.facade.js';

@Module({
  imports: [AssetsModule],
  controllers: [WorkOrderController, WorkOrderFlowController, WorkOrderRecordController, MaintenanceScheduleController],
  providers: [
    AssigneeService,
    WorkOrderDesk,
    WorkOrderService,
    WorkOrderFlow,
    WorkOrderRecord,
    MachineDates,
    MaintenanceFollowUp,
    GenerationBatch,
    MaintenanceGeneration,
    MaintenanceScheduleDesk,
    MaintenanceScheduleService,
    GenerateMaintenanceJob,
    GenerateOnRequestJob,
    OnEquipmentRecommissionedSubscriber,
    OnMaintenanceScheduleChangedSubscriber,
    WorkOrdersFacade,
  ],
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
