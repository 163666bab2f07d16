import { EquipmentLabelService } from './application/equipment-label.service.js';
import { EquipmentLabelController } from './http/equipment-label.controller.js';

export const labels = {
  controllers: [EquipmentLabelController],
  providers: [EquipmentLabelService],
};
