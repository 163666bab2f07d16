export { inventoryEntities } from './inventory.entities.js';
export { InventoryModule } from './inventory.module.js';
