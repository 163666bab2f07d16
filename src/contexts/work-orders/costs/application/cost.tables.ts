import type { EntityTable } from '#libs/database';
import type { VisitTables } from '../../visits/application/visit.tables.js';
import type { CostLineSchema } from '../domain/cost-line.entity.js';
import type { LabourRateSchema } from '../domain/labour-rate.entity.js';

export interface CostTables extends VisitTables {
  task_costs: EntityTable<typeof CostLineSchema>;
  labour_rates: EntityTable<typeof LabourRateSchema>;
}
