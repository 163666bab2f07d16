import { Module, type OnModuleInit } from '@nestjs/common';
import { TenancyModule } from '#contexts/tenancy';
import { AssetReferences } from './places/application/asset-references.js';
import { BuildingService } from './places/application/building.service.js';
import { EquipmentService } from './equipment/application/equipment.service.js';
import { FacilityService } from './places/application/facility.service.js';
import { MaintenanceDates } from './equipment/application/maintenance-dates.service.js';
import { buildingsOfFacility, equipmentOfBuilding, equipmentOfFacility } from './places/application/reference.queries.js';
import { WorkPlaceService } from './equipment/application/work-place.service.js';
import { AssetsFacade } from './assets.facade.js';
import { BuildingController } from './places/http/building.controller.js';
import { EquipmentController } from './equipment/http/equipment.controller.js';
import { FacilityController } from './places/http/facility.controller.js';

@Module({
  imports: [TenancyModule],
  controllers: [FacilityController, BuildingController, EquipmentController],
  providers: [
    AssetsFacade,
    AssetReferences,
    FacilityService,
    BuildingService,
    EquipmentService,
    MaintenanceDates,
    WorkPlaceService,
  ],
  exports: [AssetsFacade],
})
export class AssetsModule implements OnModuleInit {
  constructor(private readonly references: AssetReferences) {}

  onModuleInit(): void {
    this.references.register('facility', 'buildings', buildingsOfFacility);
    this.references.register('facility', 'equipment', equipmentOfFacility);
    this.references.register('building', 'equipment', equipmentOfBuilding);
  }
}
