import { Module, type OnModuleInit } from '@nestjs/common';
import { AssetsFacade, AssetsModule } from '#contexts/assets';
import { AssigneeService } from './application/assignee.service.js';
import { GenerationBatch } from './application/generation-batch.service.js';
import { MachineDates } from './application/machine-dates.service.js';
import { MaintenanceFollowUp } from './application/maintenance-follow-up.service.js';
import { MaintenanceGeneration } from './application/maintenance-generation.service.js';
import { MaintenanceScheduleDesk } from './application/maintenance-schedule-desk.service.js';
import { MaintenanceScheduleService } from './application/maintenance-schedule.service.js';
import {
  archivedOfEquipment,
  archivedOfFacility,
  requestsOfEquipment,
  requestsOfFacility,
  schedulesOfEquipment,
  workOrdersOfEquipment,
  workOrdersOfFacility,
} from './application/reference.queries.js';
import { WorkOrderDesk } from './application/work-order-desk.service.js';
import { WorkOrderFlow } from './application/work-order-flow.service.js';
import { WorkOrderRecord } from './application/work-order-record.service.js';
import { WorkOrderService } from './application/work-order.service.js';
import { MaintenanceScheduleController } from './http/maintenance-schedule.controller.js';
import { WorkOrderFlowController } from './http/work-order-flow.controller.js';
import { WorkOrderRecordController } from './http/work-order-record.controller.js';
import { WorkOrderController } from './http/work-order.controller.js';
import { GenerateMaintenanceJob } from './jobs/generate-maintenance.job.js';
import { GenerateOnRequestJob } from './jobs/generate-on-request.job.js';
import { OnEquipmentRecommissionedSubscriber } from './subscribers/on-equipment-recommissioned.subscriber.js';
import { OnMaintenanceScheduleChangedSubscriber } from './subscribers/on-maintenance-schedule-changed.subscriber.js';
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
