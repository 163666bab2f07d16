import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { nextWake } from '../application/maintenance-generation.queries.js';
import { MAINTENANCE, MaintenanceGenerationService } from '../application/maintenance-generation.service.js';

/** After so many batches other tenants come first. */
const MAX_BATCHES = 30;

@RunsPerTenant(MAINTENANCE)
export class GenerateMaintenanceJob implements TenantJob {
  constructor(private readonly generation: MaintenanceGenerationService) {}

  async run(): Promise<Date | null> {
    await this.generation.generate({ mostBatches: MAX_BATCHES });
    return this.generation.nextWakeAt();
  }

  nextWakeup(schema: string): Statement {
    return nextWake.bind(schema, {});
  }
}
