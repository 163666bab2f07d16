import { Injectable } from '@nestjs/common';
import { planTooSmall, TenantPlansFacade } from '#contexts/tenancy';
import { PlatformDb } from '#libs/database';
import { refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { PlanView } from '../../plans/application/plan.queries.js';
import { PlanService } from '../../plans/application/plan.service.js';
import { accountOf } from '../../subscriptions/application/subscription.queries.js';
import { alreadySubscribed } from '../domain/stripe.errors.js';

/** Whether the current tenant may subscribe to a plan. */
@Injectable()
export class PlanChoiceService {
  constructor(
    private readonly db: PlatformDb,
    private readonly plans: PlanService,
    private readonly tenantPlans: TenantPlansFacade,
  ) {}

  /** @throws 409 `subscription.runs_already`, `plan.retired`, `plan.too_small`, 422 `plan.unknown` */
  async choose(planId: string): Promise<PlanView> {
    const { id: tenantId } = currentTenant();
    const { plan, entitlements } = await this.plans.offeredById(planId);
    const account = await this.db.one(accountOf, { tenantId });
    if (account?.provider) throw refuse(alreadySubscribed);
    const over = await this.tenantPlans.over(tenantId, entitlements);
    if (over.length > 0) throw refuse(planTooSmall, { members: { over } });
    return plan;
  }
}
