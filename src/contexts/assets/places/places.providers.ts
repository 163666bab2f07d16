import { AssetReferenceService } from './application/asset-reference.service.js';
import { BuildingService } from './application/building.service.js';
import { FacilityService } from './application/facility.service.js';
import { BuildingController } from './http/building.controller.js';
import { FacilityController } from './http/facility.controller.js';

export const places = {
  // in the order of the API document
  controllers: [FacilityController, BuildingController],
  providers: [AssetReferenceService, BuildingService, FacilityService],
};
