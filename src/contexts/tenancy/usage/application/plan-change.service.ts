import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { overLimits, type OverLimit } from '../domain/over-limits.js';
import type { PlanEntitlements } from '../domain/plan-limits.js';
import { planTooSmall } from '../domain/usage.errors.js';
import { lastingUse, lockCounters } from './entitlement.queries.js';
import { LimitChangesService } from './limit-changes.service.js';
import { entitlementStatements } from './entitlement-statements.js';

/** Replaces the entitlements of the current tenant. */
@Injectable()
export class PlanChangeService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly limits: LimitChangesService,
  ) {}

  /** What is in use beyond what the plan allows. */
  async over(plan: PlanEntitlements): Promise<OverLimit[]> {
    const rows = await this.db.run(lastingUse, {});
    return overLimits(plan, Object.fromEntries(rows.map(({ name, used }) => [name, Number(used)])));
  }

  /** @throws 409 `plan.too_small` */
  async assertFits(plan: PlanEntitlements): Promise<void> {
    const over = await this.over(plan);
    if (over.length > 0) throw refuse(planTooSmall, { members: { over } });
  }

  /**
   * One copy at a time, so that the last one has what was decided last.
   * @param current asked once nobody else can copy: undefined where the tenant has no subscription
   */
  async copy(current: () => Promise<PlanEntitlements | undefined>): Promise<void> {
    const { id, schema } = currentTenant();
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.execute(lockCounters.bind(schema, {}));
      const plan = await current();
      if (plan) await this.unitOfWork.execute(...entitlementStatements(schema, plan, new Date()));
    });
    await this.limits.announce(id);
  }
}
