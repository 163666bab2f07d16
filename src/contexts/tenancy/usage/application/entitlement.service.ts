import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { TenantDb, UnitOfWork } from '#libs/database';
import type { DomainError } from '#libs/kernel';
import { currentTenant, runInTenant, type TenantRef } from '#libs/request-context';
import type { PlanFeature } from '../domain/plan-features.js';
import type { PlanEntitlements, PlanLimit } from '../domain/plan-limits.js';
import { featureMissing, limitReached } from '../domain/usage.errors.js';
import { enabledFeature, limitAndUse } from './entitlement.queries.js';
import { giveBack, takeWithinLimit } from './entitlement.writes.js';
import { LargerPlanService } from './larger-plan.service.js';
import { entitlementStatements } from './entitlement-statements.js';

type LimitState = Partial<typeof limitAndUse.row>;

@Injectable()
export class EntitlementService {
  constructor(
    private readonly db: TenantDb,
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly larger: LargerPlanService,
  ) {}

  /** Call it in the transaction that adds what is counted, so that a rollback undoes both. */
  async reserve(limit: PlanLimit, amount: number): Promise<void> {
    const { schema } = currentTenant();
    const take = takeWithinLimit.bind(schema, { name: limit, amount, at: new Date() });
    const [taken, state] = await this.inTransaction(take, limitAndUse.bind(schema, { name: limit }));
    if (taken!.rowCount === 1) return;
    throw await this.limitReached(limit, amount, state!.rows[0] ?? {});
  }

  /** Whether there is room for one more now; nothing is counted. @throws 402 `plan.limit_reached` */
  async assertRoom(limit: PlanLimit): Promise<void> {
    const state = await this.db.one(limitAndUse, { name: limit });
    if (state && (state.limit_value === null || Number(state.used) < Number(state.limit_value))) return;
    throw await this.limitReached(limit, 1, state ?? {});
  }

  async release(limit: PlanLimit, amount: number): Promise<void> {
    await this.inTransaction(giveBack.bind(currentTenant().schema, { name: limit, amount, at: new Date() }));
  }

  async assertFeature(name: PlanFeature): Promise<void> {
    if (!(await this.hasFeature(name))) throw featureMissing(name, await this.larger.including(name));
  }

  async hasFeature(name: PlanFeature): Promise<boolean> {
    return (await this.db.one(enabledFeature, { name })) !== undefined;
  }

  async set(tenant: TenantRef, plan: PlanEntitlements): Promise<void> {
    await runInTenant(tenant, 'entitlements', () =>
      this.db.batch(...entitlementStatements(tenant.schema, plan, new Date())),
    );
  }

  private async limitReached(limit: PlanLimit, wanted: number, state: LimitState): Promise<DomainError> {
    const [used, allowed] = [Number(state.used ?? 0), Number(state.limit_value ?? 0)];
    const liftedBy = await this.larger.allowing(limit, used + wanted);
    return limitReached({ limit, used, allowed, plan: state.plan_slug ?? null, liftedBy });
  }

  private inTransaction(...statements: Parameters<UnitOfWork['execute']>): ReturnType<UnitOfWork['execute']> {
    if (!this.em.getTransactionContext())
      throw new Error('A limit must be counted in the transaction of what it counts.');
    return this.unitOfWork.execute(...statements);
  }
}
