import { Injectable } from '@nestjs/common';
import type { GenerationReport } from './maintenance/application/generation-report.js';
import {
  MaintenanceGenerationService,
  type GenerationOptions,
} from './maintenance/application/maintenance-generation.service.js';
import { WorkOrderService } from './orders/application/work-order.service.js';

/** What other contexts may ask or command. */
@Injectable()
export class WorkOrdersFacade {
  constructor(
    private readonly generation: MaintenanceGenerationService,
    private readonly workOrders: WorkOrderService,
  ) {}

  /** Which of these work orders the caller may read; without a query for callers who may read all. */
  visible(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.workOrders.visibleAmong(ids);
  }

  /** Makes the due work orders of the current tenant, as of the given time or now. */
  generateMaintenance(options: GenerationOptions = {}): Promise<GenerationReport> {
    return this.generation.generateNow(options);
  }
}
