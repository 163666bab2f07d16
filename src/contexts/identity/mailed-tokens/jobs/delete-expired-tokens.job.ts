import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import type { TenantRef } from '#libs/request-context';
import { EXPIRED_TOKENS, ExpiredTokensService } from '../application/expired-tokens.service.js';
import { firstExpiry } from '../application/mailed-token.queries.js';

@RunsPerTenant(EXPIRED_TOKENS)
export class DeleteExpiredTokensJob implements TenantJob {
  constructor(private readonly expired: ExpiredTokensService) {}

  run(tenant: TenantRef): Promise<Date | null> {
    return this.expired.deleteExpired(tenant);
  }

  /** A day later than needed, because runs are a day apart. */
  nextWakeup(schema: string): Statement {
    return firstExpiry(schema, 2);
  }
}
