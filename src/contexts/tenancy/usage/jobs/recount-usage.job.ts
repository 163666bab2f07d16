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

  /** A day after something was counted: tenants that nobody uses cost nothing. */
  nextWakeup(schema: string): Statement {
    const text = `select now() + interval '1 day' as at from "${schema}".usage_counters
      where name = any($1) having bool_or(updated_at > coalesce(recounted_at, '-infinity'))`;
    return { text, values: [this.recounts.limits], writes: false };
  }
}
