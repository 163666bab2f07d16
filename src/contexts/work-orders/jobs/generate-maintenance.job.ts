import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { MaintenanceGeneration } from '../application/maintenance-generation.service.js';

/** The kind of wake-up that stands for due maintenance. */
export const MAINTENANCE = 'maintenance';

/** Then other tenants have their turn. */
const MOST_BATCHES = 30;

@RunsPerTenant(MAINTENANCE)
export class GenerateMaintenanceJob implements TenantJob {
  constructor(private readonly generation: MaintenanceGeneration) {}

  async run(): Promise<Date | null> {
    await this.generation.generate({ mostBatches: MOST_BATCHES });
    return this.generation.nextWakeAt();
  }
}
