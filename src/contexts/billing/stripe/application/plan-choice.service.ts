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

  /** @throws 409 `subscription.runs_already`, and as {@link fitting} */
  async choose(planId: string): Promise<PlanView> {
    const account = await this.db.one(accountOf, { tenantId: currentTenant().id });
    if (account?.provider) throw refuse(alreadySubscribed);
    return this.fitting(planId);
  }

  /** @throws 409 `plan.retired`, `plan.too_small`, 422 `plan.unknown` */
  async fitting(planId: string): Promise<PlanView> {
    const { plan, entitlements } = await this.plans.offeredById(planId);
    const over = await this.tenantPlans.over(currentTenant().id, entitlements);
    if (over.length > 0) throw refuse(planTooSmall, { members: { over } });
    return plan;
  }
}
