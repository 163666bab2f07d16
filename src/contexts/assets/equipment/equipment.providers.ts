import { MaintenanceDatesService } from './application/maintenance-dates.service.js';
import { EquipmentService } from './application/equipment.service.js';
import { WorkPlaceService } from './application/work-place.service.js';
import { EquipmentController } from './http/equipment.controller.js';

export const equipment = {
  controllers: [EquipmentController],
  providers: [MaintenanceDatesService, EquipmentService, WorkPlaceService],
};
