import { Injectable } from '@nestjs/common';
import {
  PlanAssignmentService,
  type PaymentState,
  type PlanAssignment,
} from './tenants/application/plan-assignment.service.js';
import { LargerPlanService, type LargerPlanQuery } from './usage/application/larger-plan.service.js';
import { PlanChangeService } from './usage/application/plan-change.service.js';
import { RecountService, type CountQuery, type Drift } from './usage/application/recount.service.js';
import { UsageService, type Grants } from './usage/application/usage.service.js';
import type { OverLimit } from './usage/domain/over-limits.js';
import type { PlanEntitlements, PlanLimit } from './usage/domain/plan-limits.js';

/** What the context of plans may ask or command. */
@Injectable()
export class TenantPlansFacade {
  constructor(
    private readonly assignments: PlanAssignmentService,
    private readonly changes: PlanChangeService,
    private readonly usages: UsageService,
    private readonly larger: LargerPlanService,
    private readonly recounts: RecountService,
  ) {}

  /**
   * Gives the tenant a plan, and so ends its trial. Its limits hold from the next request on, in every process.
   * @throws 404 `resource.not_found`, 409 `plan.too_small`, `tenant.not_readable`, `tenant.invalid_transition`
   */
  assign<T>(tenantId: string, assignment: PlanAssignment<T>): Promise<T> {
    return this.assignments.assign(tenantId, assignment);
  }

  /** Has the tenant be in the state, and have the plan, that a provider of payments says. Nothing is refused: it is paid for. */
  follow(tenantId: string, state: PaymentState): Promise<void> {
    return this.assignments.follow(tenantId, state);
  }

  /** What a tenant has in use beyond what the plan allows. @throws 409 `tenant.not_readable` */
  over(tenantId: string, plan: PlanEntitlements): Promise<OverLimit[]> {
    return this.assignments.over(tenantId, plan);
  }

  /** Gives the current tenant what `current` answers, which is asked when nobody else can write. */
  copyEntitlements(current: () => Promise<PlanEntitlements | undefined>): Promise<void> {
    return this.changes.copy(current);
  }

  /** Called at start by the context that owns the plans: `query` finds the smallest one on offer that meets a need. */
  setLargerPlan(query: LargerPlanQuery): void {
    this.larger.setQuery(query);
  }

  /** Called at start by the context that owns the rows of a limit: `query` says as `count` how many there are. */
  setCount(limit: PlanLimit, query: CountQuery): void {
    this.recounts.add(limit, query);
  }

  /** Compares the counters of the current tenant with the rows, and mends them unless it is a dry run. */
  recount(options: { readonly isDryRun: boolean }): Promise<Drift[]> {
    return this.recounts.recount(options);
  }

  /** What the current tenant may have and has in use, and its features. */
  grants(): Promise<Grants> {
    return this.usages.grants();
  }
}
