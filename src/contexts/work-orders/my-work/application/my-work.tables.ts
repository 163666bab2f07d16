import type { InventoryReadContract } from '#contexts/inventory';
import type { VisitTables } from '../../visits/application/visit.tables.js';

export type MyWorkTables = VisitTables & InventoryReadContract;
