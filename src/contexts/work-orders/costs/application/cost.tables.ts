import type { EntityTable } from '#libs/database';
import type { VisitTables } from '../../visits/application/visit.tables.js';
import type { LabourRateSchema } from '../domain/labour-rate.entity.js';

export interface CostTables extends VisitTables {
  labour_rates: EntityTable<typeof LabourRateSchema>;
}
