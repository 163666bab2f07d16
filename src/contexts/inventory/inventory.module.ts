import { Module } from '@nestjs/common';
import { counts } from './counts/counts.providers.js';
import { InventoryFacade } from './inventory.facade.js';
import { parts } from './parts/parts.providers.js';
import { stock } from './stock/stock.providers.js';
import { suppliers } from './suppliers/suppliers.providers.js';

@Module({
  controllers: [...parts.controllers, ...stock.controllers, ...counts.controllers, ...suppliers.controllers],
  providers: [InventoryFacade, ...parts.providers, ...stock.providers, ...counts.providers, ...suppliers.providers],
  exports: [InventoryFacade],
})
export class InventoryModule {}
