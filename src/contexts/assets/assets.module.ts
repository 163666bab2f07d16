import { Module } from '@nestjs/common';
import { TenancyModule } from '#contexts/tenancy';
import { AssetsFacade } from './assets.facade.js';
import { equipment } from './equipment/equipment.providers.js';
import { places } from './places/places.providers.js';

@Module({
  imports: [TenancyModule],
  controllers: [...places.controllers, ...equipment.controllers],
  providers: [AssetsFacade, ...places.providers, ...equipment.providers],
  exports: [AssetsFacade],
})
export class AssetsModule {}
