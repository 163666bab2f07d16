import { Module, type OnModuleInit } from '@nestjs/common';
import { TenancyModule } from '#contexts/tenancy';
import { AssetsFacade } from './assets.facade.js';
import { equipment } from './equipment/equipment.providers.js';
import { AssetReferenceService } from './places/application/asset-reference.service.js';
import {
  buildingsOfFacility,
  equipmentOfBuilding,
  equipmentOfFacility,
} from './places/application/reference.queries.js';
import { places } from './places/places.providers.js';

@Module({
  imports: [TenancyModule],
  controllers: [...places.controllers, ...equipment.controllers],
  providers: [AssetsFacade, ...places.providers, ...equipment.providers],
  exports: [AssetsFacade],
})
export class AssetsModule implements OnModuleInit {
  constructor(private readonly references: AssetReferenceService) {}

  onModuleInit(): void {
    this.references.register('facility', 'buildings', buildingsOfFacility);
    this.references.register('facility', 'equipment', equipmentOfFacility);
    this.references.register('building', 'equipment', equipmentOfBuilding);
  }
}
