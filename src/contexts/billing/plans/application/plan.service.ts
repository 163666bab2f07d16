import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { PlanEntitlements } from '#contexts/tenancy';
import { assertVersion, isInUse, PlatformDb, PlatformUnitOfWork, type ListRequest, type Page } from '#libs/database';
import { atField, notFound, refuse } from '#libs/kernel';
import { giveReason } from '#libs/request-context';
import { planInUse, planRetired, unknownPlan } from '../domain/plan.errors.js';
import type { NewPlan, PlanChange } from '../domain/plan-terms.js';
import { PlanVersion } from '../domain/plan-version.entity.js';
import { entitlementsOf } from './plan-entitlements.js';
import { SubscriptionPlan } from '../domain/subscription-plan.entity.js';
import {
  offeredPlans,
  offeredPlanView,
  planById,
  planList,
  planView,
  tenantsOnPlan,
  type OfferedPlanView,
  type PlanView,
} from './plan.queries.js';

/** A plan that somebody is to get. */
export interface WantedPlan {
  readonly plan: PlanView;
  readonly entitlements: PlanEntitlements;
}

/** What is sold. A change of terms reaches nobody who subscribed before. */
@Injectable()
export class PlanService {
  constructor(
    private readonly db: PlatformDb,
    private readonly unitOfWork: PlatformUnitOfWork,
  ) {}

  async offered(): Promise<{ plans: OfferedPlanView[] }> {
    return { plans: (await this.db.run(offeredPlans, {})).map(offeredPlanView) };
  }

  list(request: ListRequest): Promise<Page<PlanView>> {
    return this.db.pageOfAll(planList, request);
  }

  async get(id: string): Promise<PlanView> {
    const row = await this.db.one(planById, { id });
    if (!row) throw notFound();
    return planView(row);
  }

  /** For whoever is given it now. @throws 422 `plan.unknown`, 409 `plan.retired` */
  async offeredById(id: string): Promise<WantedPlan> {
    const row = await this.db.one(planById, { id });
    if (!row) throw refuse(unknownPlan);
    const plan = planView(row);
    if (plan.isRetired) throw refuse(atField(planRetired, '/planId'));
    return { plan, entitlements: entitlementsOf(plan.slug, plan) };
  }

  /** @throws 409 `plan.slug_taken`, `plan.other_for_trials`, 422 `money.currency_mismatch` */
  async create(wanted: NewPlan, reason: string): Promise<PlanView> {
    giveReason(reason);
    const plan = SubscriptionPlan.create(wanted);
    await this.unitOfWork.commit(plan, PlanVersion.of(plan));
    return this.get(plan.id);
  }

  /** @throws 409 `plan.other_for_trials`, `plan.retired`, 422 `money.currency_mismatch` */
  edit(id: string, version: number, change: PlanChange, reason: string): Promise<PlanView> {
    return this.write(id, version, reason, async (plan) => {
      const versions = plan.change(change) ? [PlanVersion.of(plan)] : [];
      await this.unitOfWork.commit(plan, ...versions);
    });
  }

  retire(id: string, version: number, reason: string): Promise<PlanView> {
    return this.write(id, version, reason, async (plan) => {
      plan.retire();
      await this.unitOfWork.commitAs('retire', plan);
    });
  }

  offer(id: string, version: number, reason: string): Promise<PlanView> {
    return this.write(id, version, reason, async (plan) => {
      plan.offer();
      await this.unitOfWork.commitAs('offer', plan);
    });
  }

  /** @throws 409 `plan.in_use` */
  async delete(id: string, version: number, reason: string): Promise<void> {
    giveReason(reason);
    const removal = this.locked(id, version, async (plan) => {
      const inUse = await this.db.one(tenantsOnPlan, { slug: plan.slug });
      if (inUse!.tenants > 0) throw refuse(planInUse);
      await this.unitOfWork.remove(plan);
    });
    await removal.catch((error: unknown) => {
      throw isInUse(error) ? refuse(planInUse) : error;
    });
  }

  private async write(
    id: string,
    version: number,
    reason: string,
    work: (plan: SubscriptionPlan) => Promise<void>,
  ): Promise<PlanView> {
    giveReason(reason);
    await this.locked(id, version, work);
    return this.get(id);
  }

  private locked(id: string, version: number, work: (plan: SubscriptionPlan) => Promise<void>): Promise<void> {
    return this.unitOfWork.transactional(async (em) => {
      const plan = await em.findOne(SubscriptionPlan, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!plan) throw notFound();
      assertVersion(plan, version);
      await work(plan);
    });
  }
}
