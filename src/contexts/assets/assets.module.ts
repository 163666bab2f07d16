import { Module } from '@nestjs/common';
import { TenancyFacade, TenancyModule } from '#contexts/tenancy';
import { anyFacility } from './places/application/facility.queries.js';
import { anyMachine } from './equipment/application/equipment.queries.js';
import { AssetsFacade } from './assets.facade.js';
import { customFields } from './custom-fields/custom-fields.providers.js';
import { equipment } from './equipment/equipment.providers.js';
import { labels } from './labels/labels.providers.js';
import { places } from './places/places.providers.js';
import { userFacilities } from './user-facilities/user-facilities.providers.js';

@Module({
  imports: [TenancyModule],
  controllers: [
    ...places.controllers,
    ...equipment.controllers,
    ...labels.controllers,
    ...customFields.controllers,
    ...userFacilities.controllers,
  ],
  providers: [
    AssetsFacade,
    ...places.providers,
    ...equipment.providers,
    ...labels.providers,
    ...customFields.providers,
    ...userFacilities.providers,
  ],
  exports: [AssetsFacade],
})
export class AssetsModule {
  constructor(tenancy: TenancyFacade) {
    tenancy.addOnboardingStep('first_facility', anyFacility);
    tenancy.addOnboardingStep('first_machine', anyMachine);
  }
}
