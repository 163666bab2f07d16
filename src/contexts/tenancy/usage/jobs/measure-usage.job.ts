import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import type { TenantRef } from '#libs/request-context';
import { USAGE, UsageMeasurementService } from '../application/usage-measurement.service.js';

@RunsPerTenant(USAGE)
export class MeasureUsageJob implements TenantJob {
  constructor(private readonly measurement: UsageMeasurementService) {}

  async run(tenant: TenantRef): Promise<null> {
    await this.measurement.measure(tenant);
    return null;
  }

  /** One that is lost is made up for by the next calls. */
  nextWakeup(): Statement {
    return { text: 'select null as at', values: [], writes: false };
  }
}
