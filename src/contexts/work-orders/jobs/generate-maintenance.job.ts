import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { MaintenanceGeneration } from '../application/maintenance-generation.service.js';

/** The kind of wake-up that stands for due maintenance. */
export const MAINTENANCE = 'maintenance';

@RunsPerTenant(MAINTENANCE)
export class GenerateMaintenanceJob implements TenantJob {
  constructor(private readonly generation: MaintenanceGeneration) {}

  async run(): Promise<Date | null> {
    await this.generation.generate();
    return this.generation.nextWakeAt();
  }
}
