import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import type { GenerationReport } from './maintenance/application/generation-report.js';
import {
  MaintenanceGenerationService,
  type GenerationOptions,
} from './maintenance/application/maintenance-generation.service.js';
import { concernedUser } from './orders/application/work-order-reach.js';
import { visibleAmong } from './orders/application/work-order.queries.js';

/** What others may ask or command. */
@Injectable()
export class WorkOrdersFacade {
  constructor(
    private readonly generation: MaintenanceGenerationService,
    private readonly db: TenantDb,
  ) {}

  /** Which of these work orders the caller may read; asks nothing for those who see all. */
  async visible(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const user = concernedUser();
    if (user === null || ids.length === 0) return new Set(ids);
    return new Set((await this.db.run(visibleAmong, { ids, user })).map(({ id }) => id));
  }

  /** Makes the work orders that are due for the bound tenant; at another time than now where one is given. */
  generateMaintenance(options: GenerationOptions = {}): Promise<GenerationReport> {
    return this.generation.generateNow(options);
  }
}
