import type { CostTables } from '../../costs/application/cost.tables.js';
import type { LinkTables } from '../../links/application/link.tables.js';

export interface ReportTables extends CostTables, LinkTables {}
