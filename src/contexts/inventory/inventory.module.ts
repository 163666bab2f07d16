import { Module } from '@nestjs/common';
import { InventoryFacade } from './inventory.facade.js';
import { parts } from './parts/parts.providers.js';
import { purchasing } from './purchasing/purchasing.providers.js';
import { stock } from './stock/stock.providers.js';
import { suppliers } from './suppliers/suppliers.providers.js';

@Module({
  controllers: [...parts.controllers, ...stock.controllers, ...suppliers.controllers, ...purchasing.controllers],
  providers: [InventoryFacade, ...parts.providers, ...stock.providers, ...suppliers.providers, ...purchasing.providers],
  exports: [InventoryFacade],
})
export class InventoryModule {}
