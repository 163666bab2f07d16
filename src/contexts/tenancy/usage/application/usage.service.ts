import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { MonthQuotas } from '#libs/limits';
import { currentTenant } from '#libs/request-context';
import type { PlanFeature } from '../domain/plan-features.js';
import { enabledFeatures } from './entitlement.queries.js';
import { limitsAndUse, usageView, type UsageView } from './usage.queries.js';

export interface Grants {
  readonly usage: UsageView;
  readonly features: PlanFeature[];
}

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

  async grants(): Promise<Grants> {
    const { schema } = currentTenant();
    await this.quotas.flush(currentTenant());
    const [limits, features] = await this.db.batch(limitsAndUse.bind(schema, {}), enabledFeatures.bind(schema, {}));
    const names = features!.rows as unknown as { name: PlanFeature }[];
    return { usage: usageView(limits!.rows as never), features: names.map(({ name }) => name) };
  }

  /** Without the calls of the last half minute. */
  async stored(): Promise<UsageView> {
    return usageView(await this.db.run(limitsAndUse, {}));
  }
}
