import { DocumentService } from './application/document.service.js';
import { EquipmentImageService } from './application/equipment-image.service.js';
import { DocumentController } from './http/document.controller.js';
import { EquipmentImageController } from './http/equipment-image.controller.js';

export const documents = {
  controllers: [DocumentController, EquipmentImageController],
  providers: [DocumentService, EquipmentImageService],
};
