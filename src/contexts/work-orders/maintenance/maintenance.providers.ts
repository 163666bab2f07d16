import { OnEquipmentRecommissionedSubscriber } from './subscribers/on-equipment-recommissioned.subscriber.js';
import { MaintenanceScheduleAccessService } from './application/maintenance-schedule-access.service.js';
import { MachineDatesService } from './application/machine-dates.service.js';
import { GenerationBatchService } from './application/generation-batch.service.js';
import { MaintenanceFollowUpService } from './application/maintenance-follow-up.service.js';
import { MaintenanceGenerationService } from './application/maintenance-generation.service.js';
import { MaintenanceScheduleService } from './application/maintenance-schedule.service.js';
import { MaintenanceOccurrenceController } from './http/maintenance-occurrence.controller.js';
import { MaintenanceScheduleController } from './http/maintenance-schedule.controller.js';
import { GenerateMaintenanceJob } from './jobs/generate-maintenance.job.js';
import { GenerateOnRequestJob } from './jobs/generate-on-request.job.js';
import { OnMaintenanceScheduleChangedSubscriber } from './subscribers/on-maintenance-schedule-changed.subscriber.js';

export const maintenance = {
  controllers: [MaintenanceScheduleController, MaintenanceOccurrenceController],
  providers: [
    OnEquipmentRecommissionedSubscriber,
    MaintenanceScheduleAccessService,
    MachineDatesService,
    GenerationBatchService,
    MaintenanceFollowUpService,
    MaintenanceGenerationService,
    MaintenanceScheduleService,
    GenerateMaintenanceJob,
    GenerateOnRequestJob,
    OnMaintenanceScheduleChangedSubscriber,
  ],
};
