import { Module } from '@nestjs/common';
import { FilesModule } from '#contexts/files';
import { TenancyFacade, TenancyModule, TenantPlansFacade } from '#contexts/tenancy';
import { anyFacility } from './places/application/facility.queries.js';
import { anyMachine, machinesInService } from './equipment/application/equipment.queries.js';
import { AssetsFacade } from './assets.facade.js';
import { customFields } from './custom-fields/custom-fields.providers.js';
import { documents } from './documents/documents.providers.js';
import { equipmentFiles } from './equipment-files/equipment-files.providers.js';
import { equipment } from './equipment/equipment.providers.js';
import { labels } from './labels/labels.providers.js';
import { places } from './places/places.providers.js';
import { userFacilities } from './user-facilities/user-facilities.providers.js';

@Module({
  imports: [TenancyModule, FilesModule],
  controllers: [
    ...places.controllers,
    ...equipment.controllers,
    ...equipmentFiles.controllers,
    ...labels.controllers,
    ...customFields.controllers,
    ...documents.controllers,
    ...userFacilities.controllers,
  ],
  providers: [
    AssetsFacade,
    ...places.providers,
    ...equipment.providers,
    ...equipmentFiles.providers,
    ...labels.providers,
    ...customFields.providers,
    ...documents.providers,
    ...userFacilities.providers,
  ],
  exports: [AssetsFacade],
})
export class AssetsModule {
  constructor(tenancy: TenancyFacade, plans: TenantPlansFacade) {
    tenancy.addOnboardingStep('first_facility', anyFacility);
    tenancy.addOnboardingStep('first_machine', anyMachine);
    plans.setCount('equipment', machinesInService);
  }
}
