import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { TenancyFacade, TenantPlansFacade } from '#contexts/tenancy';
import { assertVersion, PlatformDb, PlatformUnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { giveReason } from '#libs/request-context';
import { PlanService, type WantedPlan } from '../../plans/application/plan.service.js';
import type { BillingCycle } from '../domain/billing-period.js';
import { Subscription, type Subscribed } from '../domain/subscription.entity.js';
import { unknownTenant } from '../domain/subscription.errors.js';
import { currentEntitlements } from './current-entitlements.js';
import { subscriptionById, subscriptionList, subscriptionView, type SubscriptionView } from './subscription.queries.js';

export interface NewSubscription {
  readonly tenantId: string;
  readonly planId: string;
  readonly billingCycle: BillingCycle;
}

/** Subscriptions that operators give by hand. */
@Injectable()
export class SubscriptionService {
  constructor(
    private readonly db: PlatformDb,
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly tenantPlans: TenantPlansFacade,
    private readonly plans: PlanService,
    private readonly clock: Clock,
  ) {}

  list(request: ListRequest): Promise<Page<SubscriptionView>> {
    return this.db.pageOfAll(subscriptionList, request);
  }

  async get(id: string): Promise<SubscriptionView> {
    const row = await this.db.one(subscriptionById, { id });
    if (!row) throw notFound();
    return subscriptionView(row);
  }

  /** @throws 409 `subscription.exists`, `plan.retired`, `plan.too_small`, `tenant.not_readable`, 422 `plan.unknown`, `tenant.unknown` */
  async create({ tenantId, planId, billingCycle }: NewSubscription, reason: string): Promise<SubscriptionView> {
    giveReason(reason);
    if (!(await this.tenancy.tenantById(tenantId))) throw refuse(unknownTenant);
    const plan = await this.plans.offeredById(planId);
    const subscription = Subscription.start(tenantId, subscribed(plan, billingCycle), this.clock.now());
    await this.assign(tenantId, plan, () => this.unitOfWork.commit(subscription));
    return this.get(subscription.id);
  }

  /** To the present terms of the plan, of the same one too. @throws as {@link create}, 409 `subscription.paid_by_stripe`, 412 `resource.stale` */
  async changePlan(
    id: string,
    version: number,
    { planId, billingCycle }: Pick<NewSubscription, 'planId'> & { readonly billingCycle?: BillingCycle | undefined },
    reason: string,
  ): Promise<SubscriptionView> {
    giveReason(reason);
    const seen = await this.get(id);
    assertVersion(seen, version);
    const plan = await this.plans.offeredById(planId);
    const wanted = subscribed(plan, billingCycle ?? seen.billingCycle);
    await this.assign(seen.tenantId, plan, () =>
      this.unitOfWork.transactional(async (em) => {
        const subscription = await em.findOneOrFail(Subscription, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        assertVersion(subscription, version);
        subscription.changePlan(wanted, this.clock.now());
        await this.unitOfWork.commitAs('change_plan', subscription);
      }),
    );
    return this.get(id);
  }

  private assign(tenantId: string, { entitlements }: WantedPlan, write: () => Promise<void>): Promise<void> {
    const current = () => currentEntitlements(this.db, tenantId);
    return this.tenantPlans.assign(tenantId, { plan: entitlements, write, current });
  }
}

function subscribed({ plan: { id, termsVersion } }: WantedPlan, billingCycle: BillingCycle): Subscribed {
  return { planId: id, termsVersion, billingCycle };
}
