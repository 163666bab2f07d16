import { Injectable } from '@nestjs/common';
import {
  MaintenanceGeneration,
  type GenerationOptions,
  type GenerationReport,
} from './application/maintenance-generation.service.js';

/** What others may ask or command. */
@Injectable()
export class WorkOrdersFacade {
  constructor(private readonly generation: MaintenanceGeneration) {}

  /** Makes the work orders that are due for the bound tenant; at another time than now where one is given. */
  generateMaintenance(options: GenerationOptions = {}): Promise<GenerationReport> {
    return this.generation.generate(options);
  }
}
