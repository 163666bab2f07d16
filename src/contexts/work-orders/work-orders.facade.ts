import { Injectable } from '@nestjs/common';
import type { GenerationReport } from './maintenance/application/generation-report.js';
import {
  MaintenanceGenerationService,
  type GenerationOptions,
} from './maintenance/application/maintenance-generation.service.js';
import { WorkOrderService } from './orders/application/work-order.service.js';

/** What others may ask or command. */
@Injectable()
export class WorkOrdersFacade {
  constructor(
    private readonly generation: MaintenanceGenerationService,
    private readonly workOrders: WorkOrderService,
  ) {}

  /** Which of these work orders the caller may read; asks nothing for those who see all. */
  visible(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.workOrders.visibleAmong(ids);
  }

  /** Makes the work orders that are due for the bound tenant; at another time than now where one is given. */
  generateMaintenance(options: GenerationOptions = {}): Promise<GenerationReport> {
    return this.generation.generateNow(options);
  }
}
