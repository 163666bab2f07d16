import { Logger } from '@nestjs/common';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import type { Statement } from '#libs/database';
import type { TenantRef } from '#libs/request-context';
import { RECOUNT, RecountService } from '../application/recount.service.js';

@RunsPerTenant(RECOUNT)
export class RecountUsageJob implements TenantJob {
  private readonly logger = new Logger('Usage');

  constructor(private readonly recounts: RecountService) {}

  async run({ slug }: TenantRef): Promise<null> {
    for (const { limit, counted, actual } of await this.recounts.recount())
      this.logger.warn(`${slug}: ${counted} ${limit} were counted, there are ${actual}. The counter is mended.`);
    return null;
  }

  /** Planned by the measurement of use, so that tenants that nobody uses cost nothing. One that is lost is made up for by the next measurement. */
  nextWakeup(): Statement {
    return { text: 'select null as at', values: [], writes: false };
  }
}
