import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { MonthQuotas } from '#libs/limits';
import { currentTenant } from '#libs/request-context';
import { limitsAndUse, usageView, type UsageView } from './usage.queries.js';

@Injectable()
export class UsageService {
  constructor(
    private readonly db: TenantDb,
    private readonly quotas: MonthQuotas,
  ) {}

  async usage(): Promise<UsageView> {
    await this.quotas.flush(currentTenant());
    return this.stored();
  }

  /** Without the calls of the last half minute. */
  async stored(): Promise<UsageView> {
    return usageView(await this.db.run(limitsAndUse, {}));
  }
}
