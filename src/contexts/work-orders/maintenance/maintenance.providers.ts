import { OnEquipmentRecommissionedSubscriber } from './subscribers/on-equipment-recommissioned.subscriber.js';
import { MaintenanceScheduleDesk } from './application/maintenance-schedule-desk.service.js';
import { MachineDates } from './application/machine-dates.service.js';
import { GenerationBatch } from './application/generation-batch.service.js';
import { MaintenanceFollowUp } from './application/maintenance-follow-up.service.js';
import { MaintenanceGeneration } from './application/maintenance-generation.service.js';
import { MaintenanceScheduleService } from './application/maintenance-schedule.service.js';
import { MaintenanceScheduleController } from './http/maintenance-schedule.controller.js';
import { GenerateMaintenanceJob } from './jobs/generate-maintenance.job.js';
import { GenerateOnRequestJob } from './jobs/generate-on-request.job.js';
import { OnMaintenanceScheduleChangedSubscriber } from './subscribers/on-maintenance-schedule-changed.subscriber.js';

export const maintenance = {
  controllers: [MaintenanceScheduleController],
  providers: [
    OnEquipmentRecommissionedSubscriber,
    MaintenanceScheduleDesk,
    MachineDates,
    GenerationBatch,
    MaintenanceFollowUp,
    MaintenanceGeneration,
    MaintenanceScheduleService,
    GenerateMaintenanceJob,
    GenerateOnRequestJob,
    OnMaintenanceScheduleChangedSubscriber,
  ],
};
