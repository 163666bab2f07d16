export * from './events.js';
export { InventoryFacade, type PartUse } from './inventory.facade.js';
export { InventoryModule } from './inventory.module.js';
export type { InventoryReadContract } from './inventory.read-contract.js';
export type { LedgerDifference } from './stock/application/ledger-check.queries.js';
export type { LedgerReport } from './stock/application/ledger-check.service.js';
export type { PartPlan } from './stock/application/planned-part.service.js';
