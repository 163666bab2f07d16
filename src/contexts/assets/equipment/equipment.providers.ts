import { MaintenanceDatesService } from './application/maintenance-dates.service.js';
import { EquipmentAccessService } from './application/equipment-access.service.js';
import { EquipmentCheckService } from './application/equipment-check.service.js';
import { EquipmentCopyService } from './application/equipment-copy.service.js';
import { EquipmentHierarchyService } from './application/equipment-hierarchy.service.js';
import { EquipmentPlacementService } from './application/equipment-placement.service.js';
import { EquipmentRecordService } from './application/equipment-record.service.js';
import { EquipmentService } from './application/equipment.service.js';
import { EquipmentTransitionService } from './application/equipment-transition.service.js';
import { WorkPlaceService } from './application/work-place.service.js';
import { EquipmentController } from './http/equipment.controller.js';
import { EquipmentRecordController } from './http/equipment-record.controller.js';
import { EquipmentTransitionController } from './http/equipment-transition.controller.js';

export const equipment = {
  // in the order of the API document
  controllers: [EquipmentController, EquipmentTransitionController, EquipmentRecordController],
  providers: [
    MaintenanceDatesService,
    EquipmentAccessService,
    EquipmentCheckService,
    EquipmentCopyService,
    EquipmentHierarchyService,
    EquipmentPlacementService,
    EquipmentRecordService,
    EquipmentService,
    EquipmentTransitionService,
    WorkPlaceService,
  ],
};
