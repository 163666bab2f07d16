export * from './events.js';
export { InventoryFacade } from './inventory.facade.js';
export { InventoryModule } from './inventory.module.js';
export type { LedgerDifference } from './stock/application/ledger-check.queries.js';
export type { LedgerReport } from './stock/application/ledger-check.service.js';
