import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { nextWake } from '../application/maintenance-generation.queries.js';
import { MAINTENANCE, MaintenanceGenerationService } from '../application/maintenance-generation.service.js';

/** Then other tenants have their turn. */
const MOST_BATCHES = 30;

@RunsPerTenant(MAINTENANCE)
export class GenerateMaintenanceJob implements TenantJob {
  constructor(private readonly generation: MaintenanceGenerationService) {}

  async run(): Promise<Date | null> {
    await this.generation.generate({ mostBatches: MOST_BATCHES });
    return this.generation.nextWakeAt();
  }

  nextLook(schema: string): Statement {
    return nextWake.bind(schema, {});
  }
}
