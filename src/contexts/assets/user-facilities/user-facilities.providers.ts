import { UserFacilityService } from './application/user-facility.service.js';
import { UserFacilityController } from './http/user-facility.controller.js';

export const userFacilities = {
  controllers: [UserFacilityController],
  providers: [UserFacilityService],
};
