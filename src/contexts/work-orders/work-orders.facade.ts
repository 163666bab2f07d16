import { Injectable } from '@nestjs/common';
import type { GenerationReport } from './application/generation-report.js';
import { MaintenanceGeneration, type GenerationOptions } from './application/maintenance-generation.service.js';

/** What others may ask or command. */
@Injectable()
export class WorkOrdersFacade {
  constructor(private readonly generation: MaintenanceGeneration) {}

  /** Makes the work orders that are due for the bound tenant; at another time than now where one is given. */
  generateMaintenance(options: GenerationOptions = {}): Promise<GenerationReport> {
    return this.generation.generateNow(options);
  }
}
