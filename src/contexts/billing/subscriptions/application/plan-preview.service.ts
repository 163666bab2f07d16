import { Injectable } from '@nestjs/common';
import { ManagedTenantsFacade, TenantPlansFacade, type OverLimit, type PlanFeature } from '#contexts/tenancy';
import { entitlementsOf } from '../../plans/application/plan-entitlements.js';
import { PlanService } from '../../plans/application/plan.service.js';

export interface PlanPreview {
  readonly currentPlan: string | null;
  readonly plan: string;
  readonly isPossible: boolean;
  readonly over: OverLimit[];
  readonly gainedFeatures: PlanFeature[];
  readonly lostFeatures: PlanFeature[];
}

/** What a plan would mean for a tenant; nothing is changed. */
@Injectable()
export class PlanPreviewService {
  constructor(
    private readonly managed: ManagedTenantsFacade,
    private readonly tenantPlans: TenantPlansFacade,
    private readonly plans: PlanService,
  ) {}

  /** Stands in the platform's audit log. @throws 404 `resource.not_found`, 409 `tenant.not_readable` */
  preview(tenantId: string, planId: string): Promise<PlanPreview> {
    return this.managed.lookInto(tenantId, { resourceType: 'subscription' }, async () => {
      const plan = await this.plans.get(planId);
      const [{ usage, features }, over] = await Promise.all([
        this.tenantPlans.grants(),
        this.tenantPlans.over(tenantId, entitlementsOf(plan.slug, plan)),
      ]);
      return {
        currentPlan: usage.plan,
        plan: plan.slug,
        isPossible: over.length === 0 && !plan.isRetired,
        over,
        gainedFeatures: plan.features.filter((name) => !features.includes(name)),
        lostFeatures: features.filter((name) => !plan.features.includes(name)),
      };
    });
  }
}
