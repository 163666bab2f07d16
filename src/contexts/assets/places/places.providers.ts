import { AssetReferenceService } from './application/asset-reference.service.js';
import { BuildingService } from './application/building.service.js';
import { FacilityService } from './application/facility.service.js';
import { BuildingController } from './http/building.controller.js';
import { FacilityController } from './http/facility.controller.js';

export const places = {
  controllers: [BuildingController, FacilityController],
  providers: [AssetReferenceService, BuildingService, FacilityService],
};
