import { Module, type Provider, type Type } from '@nestjs/common';
import { counts } from './counts/counts.providers.js';
import { InventoryFacade } from './inventory.facade.js';
import { parts } from './parts/parts.providers.js';
import { purchasing } from './purchasing/purchasing.providers.js';
import { stock } from './stock/stock.providers.js';
import { suppliers } from './suppliers/suppliers.providers.js';

// in the order of the chapters of the API document
const rooms = [parts, stock, counts, suppliers, purchasing];

@Module({
  controllers: rooms.flatMap(({ controllers }): Type[] => controllers),
  providers: [InventoryFacade, ...rooms.flatMap(({ providers }): Provider[] => providers)],
  exports: [InventoryFacade],
})
export class InventoryModule {}
